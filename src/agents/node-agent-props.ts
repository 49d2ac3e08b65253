import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { NodeSet } from './node-set';
import type { PriorityClass } from './priority-class';
import type { Privileges } from './privileges';
import type { Reach } from './reach';
import type { TolerationSet } from './toleration-set';
import type { UpdateStrategy } from './update-strategy';
import type { BootstrapRole } from '../planner/bootstrap/bootstrap-role';

/**
 * What can be said of every role: where it runs, how it is updated, what it may use. A role decides the rest.
 *
 * Every role mounts paths of the node, so its namespace must admit that: label it
 * `pod-security.kubernetes.io/enforce: privileged` where Pod Security Admission enforces a level.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface NodeAgentProps {
  /**
   * Metadata of the DaemonSet. Its name is also that of the ServiceAccount and the Service, and begins the name of the
   * ConfigMap (`-config`); cluster-scoped companions have the namespace before it. An agent that asks for permissions in the
   * cluster must have a namespace.
   *
   * @default - named like the id of the role, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Metadata of the pods. Labels given here reach the pods and never the selector.
   *
   * @default - the labels of the selector
   */
  readonly podMetadata?: ApiObjectMetadata;

  /**
   * The labels of the selector, to take over a DaemonSet that exists with others: a selector can never change.
   *
   * @default - `app.kubernetes.io/name` is the role and `app.kubernetes.io/instance` the name of the DaemonSet, so that
   * another product of the same role is a rolling update
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#pod-selector
   */
  readonly selectorLabels?: Record<string, string>;

  /**
   * The nodes the agent is meant for.
   *
   * @default NodeSet.linux()
   */
  readonly nodes?: NodeSet;

  /**
   * The taints the agent runs in spite of.
   *
   * @default - said by each role
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
   * @default - not at all; Grafana Alloy 10 seconds and Weave Net 5, as upstream
   */
  readonly minReady?: Duration;

  /**
   * How many old revisions are kept to roll back to.
   *
   * @default - 10, by Kubernetes
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Which pods a full node gives up for the agent. Without a class that is above the workloads', the agent stays Pending on
   * a node that filled up before it came; a plan shows where.
   *
   * @default - said by each role
   */
  readonly priorityClass?: PriorityClass;

  /**
   * How long a pod may take to end, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * The image of the agent, for a mirror or another version.
   *
   * @default - said by each role; always a fixed version
   */
  readonly image?: string;

  /**
   * When the kubelet pulls the image.
   *
   * @default - IfNotPresent, or Always for an image without a tag or with the tag `latest`
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * Credentials for the registry of the image.
   *
   * @default - none
   */
  readonly dockerRegistryAuth?: kplus.ISecret;

  /**
   * What the agent requests of each node and may use at most.
   *
   * @default - said by each role
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * What the agent may do on its node.
   *
   * @default - the least the role works with
   */
  readonly privileges?: Privileges;

  /**
   * Further environment variables of the agent. None may be one that the role sets.
   *
   * @default - none
   */
  readonly env?: Record<string, kplus.EnvValue>;

  /**
   * The account of the pods, of their own namespace: `ServiceAccount.fromServiceAccountName` takes `default` unless it is told
   * another. The role binds the permissions it needs to it.
   *
   * @default - one of the agent's own
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * How others reach the agent of a node.
   *
   * @default Reach.dns() - for what the agent serves; without any there is no Service
   */
  readonly reach?: Reach;

  /**
   * What the agent does to a new node and what it waits for there: a network, labels, extended resources, the end of a
   * startup taint. The bootstrap planner reads it from the annotation `cdk8s-node-agents/bootstrap`.
   *
   * @default - said by each role
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
