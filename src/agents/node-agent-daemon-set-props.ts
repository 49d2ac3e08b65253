import { ApiObjectMetadata, Duration } from 'cdk8s';
import { HostAlias, ISecret, IServiceAccount, PodDnsProps, PodSecurityContextProps, Volume } from 'cdk8s-plus-28';
import { NodeAgentContainerProps } from './node-agent-container-props';
import { NodeSet } from './node-set';
import { PriorityClass } from './priority-class';
import { Reach } from './reach';
import { TolerationSet } from './toleration-set';
import { UpdateStrategy } from './update-strategy';
import type { BootstrapRole } from '../planner/bootstrap/bootstrap-role';

/** Properties for `NodeAgentDaemonSet`. */
export interface NodeAgentDaemonSetProps {
  /**
   * Metadata of the DaemonSet itself.
   *
   * @default - named like `instance`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Metadata of its pods. Labels given here reach the pods and never the selector.
   *
   * @default - the labels of the selector
   */
  readonly podMetadata?: ApiObjectMetadata;

  /**
   * What the software is, as label `app.kubernetes.io/name`. Part of the selector, which Kubernetes never lets change.
   *
   * @default - the id of the construct, in kebab-case
   */
  readonly name?: string;

  /**
   * Which installation of it this is, as label `app.kubernetes.io/instance`. Part of the selector too.
   *
   * @default - `metadata.name`, or else the id of the construct, in kebab-case
   */
  readonly instance?: string;

  /**
   * The labels of the selector, to take over a DaemonSet that exists with others.
   *
   * @default - the labels of `name` and `instance`
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * The containers. More can be added with `addAgentContainer()`.
   *
   * @default - none; a DaemonSet needs at least one when it is synthesized
   */
  readonly containers?: NodeAgentContainerProps[];

  /**
   * The containers that run before, or, with `restartPolicy` Always, beside them.
   *
   * @default - none
   */
  readonly initContainers?: NodeAgentContainerProps[];

  /**
   * Volumes that no container mounts by itself.
   *
   * @default - those that containers mount
   */
  readonly volumes?: Volume[];

  /**
   * The service account of the pods.
   *
   * @default - the `default` account of the namespace
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * Whether containers get a token for the API server.
   *
   * @default - true when `serviceAccount` is given
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Credentials for the registry of the images.
   *
   * @default - none
   */
  readonly dockerRegistryAuth?: ISecret;

  /**
   * The nodes the agent is meant for.
   *
   * @default NodeSet.linux()
   */
  readonly nodes?: NodeSet;

  /**
   * The taints it runs in spite of.
   *
   * @default TolerationSet.none()
   */
  readonly tolerations?: TolerationSet;

  /**
   * How pods are replaced when the template changes.
   *
   * @default UpdateStrategy.rolling({ maxUnavailable: '10%' })
   */
  readonly update?: UpdateStrategy;

  /**
   * How long a new pod must be ready before the rollout goes on, in whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How many old revisions are kept to roll back to.
   *
   * @default - 10, by Kubernetes
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Which pods a full node gives up for the agent.
   *
   * @default - the default class of the cluster
   */
  readonly priorityClass?: PriorityClass;

  /**
   * Whether the pod uses the network of the node. Every declared port is then a port of the node.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether containers see the processes of the node.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * Whether containers share the node's inter-process communication.
   *
   * @default false
   */
  readonly hostIpc?: boolean;

  /**
   * How long a pod may take to end, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Name resolution in the pod.
   *
   * @default - policy ClusterFirst, or with host network ClusterFirstWithHostNet
   */
  readonly dns?: PodDnsProps;

  /**
   * Further entries of the pod's hosts file.
   *
   * @default - none
   */
  readonly hostAliases?: HostAlias[];

  /**
   * The scheduler that binds the pods.
   *
   * @default - the default scheduler
   */
  readonly schedulerName?: string;

  /**
   * The RuntimeClass the containers run with.
   *
   * @default - the container runtime's default
   */
  readonly runtimeClassName?: string;

  /**
   * Security settings of the whole pod. What a container may do is said by its `privileges`.
   *
   * @default - none
   */
  readonly securityContext?: PodSecurityContextProps;

  /**
   * How others reach the agent of a node, by the ports of its containers.
   *
   * @default Reach.push() - nobody does
   */
  readonly reach?: Reach;

  /**
   * What the agent does to a new node and what it waits for there: a network, labels, extended resources, the end of a
   * startup taint. The bootstrap planner reads it from the annotation `cdk8s-node-agents/bootstrap`.
   *
   * @default - nothing, unless the bootstrap planner knows the image
   */
  readonly bootstrap?: BootstrapRole;

  /**
   * Rules of review that do not hold for this agent, by their id, each with the reason why. They become annotations of the
   * DaemonSet, `cdk8s-node-agents/lint.<id>`. The rules are those of docs/rules.md.
   *
   * @default - every rule holds
   */
  readonly silence?: Record<string, string>;
}
