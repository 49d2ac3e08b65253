import { createHash } from 'crypto';
import { ApiObject, ApiObjectMetadataDefinition, Lazy } from 'cdk8s';
import {
  ConfigMap,
  Container,
  ContainerPort,
  ContainerProps,
  ContainerRestartPolicy,
  DnsPolicy,
  LabelSelector,
  MountPropagation,
  PodSelectorConfig,
  Service,
  Workload,
  k8s,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { claimInChart } from './chart-claims';
import { daemonSetFaults } from './daemon-set-faults';
import { HostMount } from './host-mount';
import { HostVolumes } from './host-volumes';
import { kebabCase } from './kebab-case';
import { NodeAgentContainer } from './node-agent-container';
import { NodeAgentContainerProps } from './node-agent-container-props';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { NodeSet } from './node-set';
import { OptionFaults } from './option-faults';
import { Reach } from './reach';
import { renderPodSpec } from './render-pod-spec';
import { silenceAnnotations, silenceFaults } from './silence';
import { TolerationSet } from './toleration-set';
import { UpdateStrategy } from './update-strategy';
import { BOOTSTRAP_ANNOTATION } from '../planner/bootstrap/bootstrap-role';

const NAME_LABEL = 'app.kubernetes.io/name';
const INSTANCE_LABEL = 'app.kubernetes.io/instance';
const CHECKSUM_ANNOTATION = 'checksum/config';
const REASON_ANNOTATION = 'cdk8s-node-agents/privileged';
const UNCONFINED_ANNOTATION = 'cdk8s-node-agents/unconfined';

/**
 * A DaemonSet with the defaults of a node agent: small requests, Linux nodes, a tenth of the nodes at a time, a selector
 * that nothing but its name and instance can change.
 *
 * It is a cdk8s-plus workload, so containers, volumes, probes, `scheduling` and `connections` work as they do there; what
 * `scheduling` attracts and tolerates comes on top of `nodes` and `tolerations`. JSON patches use the paths of the manifest,
 * such as `/spec/template/spec/hostPID`, and fields that cdk8s-plus does not know survive.
 *
 * Everything wrong with it is collected and fails the synth. It passes the Pod Security level `restricted` until it is given
 * more than that by privileges, host mounts or the network of the node. It has no upstream: the program is yours.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 * @example
 * new NodeAgentDaemonSet(chart, 'node-exporter', {
 *   containers: [{ image: 'quay.io/prometheus/node-exporter:v1.9.1', hostMounts: [HostMount.proc(), HostMount.sys()] }],
 *   tolerations: TolerationSet.controlPlane(),
 * });
 */
export class NodeAgentDaemonSet extends Workload {
  /** @see base.Resource.apiObject */
  protected readonly apiObject: ApiObject;

  /** The kind's name in RBAC rules. */
  public readonly resourceType = 'daemonsets';

  /** The nodes the agent is meant for. */
  public readonly nodes: NodeSet;

  /** The taints it runs in spite of. */
  public readonly tolerations: TolerationSet;

  /** How pods are replaced when the template changes. */
  public readonly update: UpdateStrategy;

  private readonly reach: Reach;
  private readonly recommendedLabels: Record<string, string>;
  private reachedBy?: Service;
  private readonly props: NodeAgentDaemonSetProps;
  private readonly templateMetadata: ApiObjectMetadataDefinition;
  private readonly hostVolumes: HostVolumes;
  private readonly agentInitContainers: NodeAgentContainer[] = [];
  private readonly checksummed: ConfigMap[] = [];
  private readonly reasons: string[] = [];
  private readonly unconfinedReasons: string[] = [];

  constructor(scope: Construct, id: string, props: NodeAgentDaemonSetProps = {}) {
    super(scope, id, {
      select: false,
      serviceAccount: props.serviceAccount,
      automountServiceAccountToken: props.automountServiceAccountToken ?? props.serviceAccount !== undefined,
      dockerRegistryAuth: props.dockerRegistryAuth,
      securityContext: props.securityContext,
      hostNetwork: props.hostNetwork,
      dns: { ...props.dns, policy: props.dns?.policy ?? dnsPolicy(props.hostNetwork) },
      hostAliases: props.hostAliases,
      terminationGracePeriod: props.terminationGracePeriod,
      volumes: props.volumes,
    });
    OptionFaults.of('NodeAgentDaemonSet', 'NodeAgentDaemonSetProps', props).throwIfAny();
    this.props = props;
    this.nodes = props.nodes ?? NodeSet.linux();
    this.tolerations = props.tolerations ?? TolerationSet.none();
    this.update = props.update ?? UpdateStrategy.rolling();
    this.reach = props.reach ?? Reach.push();
    this.hostVolumes = new HostVolumes(this);

    const instance = props.instance ?? props.metadata?.name ?? kebabCase(id);
    const recommended = { [NAME_LABEL]: props.name ?? kebabCase(id), [INSTANCE_LABEL]: instance };
    this.recommendedLabels = recommended;
    const selectorLabels = props.selectorLabels ?? recommended;
    this.select(LabelSelector.of({ labels: selectorLabels }));
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name: instance,
        ...props.metadata,
        labels: { ...recommended, ...props.metadata?.labels },
        annotations: {
          ...silenceAnnotations(props.silence),
          ...(props.bootstrap && { [BOOTSTRAP_ANNOTATION]: JSON.stringify(props.bootstrap) }),
          ...props.metadata?.annotations,
        },
      },
      spec: Lazy.any({ produce: () => this.renderSpec() }),
    });
    this.templateMetadata = new ApiObjectMetadataDefinition({
      ...props.podMetadata,
      labels: { ...recommended, ...selectorLabels, ...props.podMetadata?.labels },
      apiObject: this.apiObject,
    });

    props.containers?.forEach((container) => this.addAgentContainer(container));
    props.initContainers?.forEach((container) => this.addAgentInitContainer(container));
    const claimFaults = claimInChart(this, selectorLabels);
    this.node.addValidation({ validate: () => [...claimFaults, ...this.faults()] });
  }

  /** Metadata of the pods. Labels added here reach the pods and never the selector. */
  public get podMetadata(): ApiObjectMetadataDefinition {
    return this.templateMetadata;
  }

  /** The Service it is reached by; none unless `reach` has one. */
  public get service(): Service | undefined {
    return this.reachedBy;
  }

  /** The containers that run before, or as sidecars beside, the others. */
  public get initContainers(): Container[] {
    return [...this.agentInitContainers];
  }

  /** Selects the pods by the labels of the DaemonSet's own selector, which no rename of a construct changes. */
  public toPodSelectorConfig(): PodSelectorConfig {
    const namespace = this.metadata.namespace;
    return {
      labelSelector: LabelSelector.of({ labels: this.matchLabels }),
      namespaces: namespace ? { names: [namespace] } : undefined,
    };
  }

  /** Adds a container, with the defaults of an agent. */
  public addContainer(container: ContainerProps): Container {
    return this.addAgentContainer(container);
  }

  /** Adds an init container, with the defaults of an agent. */
  public addInitContainer(container: ContainerProps): Container {
    return this.addAgentInitContainer(container);
  }

  /**
   * Adds a container with privileges, host mounts and extended resources.
   *
   * @throws when a resource is not legal, `securityContext.privileged` is set without `Privileges.privileged()`, or a host
   * mount needs a privileged container
   */
  public addAgentContainer(props: NodeAgentContainerProps): Container {
    const ports = props.ports?.map((port) => this.reach._port(port));
    const container = new NodeAgentContainer({ ...props, ports });
    this.attachContainer(container);
    this.equip(container, props);
    this.serve(container.ports);
    return container;
  }

  /**
   * Adds an init container with privileges, host mounts and extended resources; with `restartPolicy` Always, a sidecar.
   *
   * @throws when `addAgentContainer()` would, or it is no sidecar and has a probe
   */
  public addAgentInitContainer(props: NodeAgentContainerProps): Container {
    const name = props.name ?? `init-${this.agentInitContainers.length}`;
    const probes = (['liveness', 'readiness', 'startup'] as const).filter((probe) => props[probe]);
    if (props.restartPolicy !== ContainerRestartPolicy.ALWAYS && probes.length > 0) {
      throw new Error(
        `Init container "${name}" has ${probes.join(', ')}: only sidecars are probed. ` +
          'Remove the probe, or write restartPolicy: ContainerRestartPolicy.ALWAYS.',
      );
    }
    const container = new NodeAgentContainer({ ...props, name });
    this.agentInitContainers.push(container);
    this.equip(container, props);
    return container;
  }

  /**
   * Mounts a path of the node in a container. Mounts of the same path share one volume.
   *
   * @param mount what to mount, and how
   * @param container the container, by default the first one
   * @throws when there is no container yet, or the mount is bidirectional and the container not privileged
   */
  public mountHost(mount: HostMount, container: Container | undefined = this.containers[0]): void {
    if (!container) {
      throw new Error(`Cannot mount ${mount.hostPath} of the node: the agent has no container yet. Add one first.`);
    }
    if (mount.propagation === MountPropagation.BIDIRECTIONAL && !container.securityContext.privileged) {
      throw new Error(
        `Cannot mount ${mount.hostPath} of the node bidirectionally in container "${container.name}": Kubernetes allows it only ` +
          "in privileged containers. Write privileges: Privileges.privileged('why'), or leave out bidirectional().",
      );
    }
    container.mount(mount.mountPath, this.hostVolumes.of(mount), {
      readOnly: mount.readOnly || undefined,
      propagation: mount.propagation,
    });
  }

  /**
   * Replaces the pods when the data of a config map changes: a checksum of it becomes an annotation of the pods. Without,
   * running agents keep the configuration they started with, or read a new one without a rollout.
   */
  public addConfigChecksum(...configMaps: ConfigMap[]): void {
    this.checksummed.push(...configMaps);
  }

  private faults(): string[] {
    const silence = silenceFaults(this.props.silence).map((fault) => `agent "${this.name}": ${fault}`);
    return this.containers.length > 0
      ? [...silence, ...daemonSetFaults(this.apiObject)]
      : [`agent "${this.name}": it has no container: a pod needs one; use containers or addAgentContainer().`];
  }

  private equip(container: NodeAgentContainer, props: NodeAgentContainerProps): void {
    props.hostMounts?.forEach((mount) => this.mountHost(mount, container));
    if (container.privileges.reason) {
      this.reasons.push(`${container.name}: ${container.privileges.reason}`);
      this.metadata.addAnnotation(REASON_ANNOTATION, this.reasons.join('; '));
    }
    if (container.privileges.unconfinedReason) {
      this.unconfinedReasons.push(`${container.name}: ${container.privileges.unconfinedReason}`);
      this.metadata.addAnnotation(UNCONFINED_ANNOTATION, this.unconfinedReasons.join('; '));
    }
  }

  private serve(ports: ContainerPort[]): void {
    const { name, namespace } = this.metadata;
    if (this.reachedBy) {
      ports.forEach((port) => this.reachedBy!.bind(port.number, Reach._servicePort(port)));
    } else {
      const metadata = { name, namespace, labels: this.recommendedLabels };
      this.reachedBy = this.reach._service(this, metadata, this, ports);
    }
  }

  private renderSpec(): any {
    const { minReady, revisionHistoryLimit } = this.props;
    const metadata = this.podMetadata.toJson();
    const checksum = this.configChecksum();
    return {
      selector: this._toLabelSelector(),
      updateStrategy: this.update._toKube(),
      minReadySeconds: minReady?.toSeconds() || undefined,
      revisionHistoryLimit,
      template: {
        metadata: {
          ...metadata,
          labels: { ...this.matchLabels, ...metadata.labels },
          ...(checksum && { annotations: { ...metadata.annotations, [CHECKSUM_ANNOTATION]: checksum } }),
        },
        spec: renderPodSpec(
          k8s.toJson_PodSpec(this._toPodSpec())!,
          this.props,
          this.nodes,
          this.tolerations,
          this.confinements(),
        ),
      },
    };
  }

  /** By the names of containers. */
  private confinements(): Map<string, Record<string, any>> {
    const entries = [...this.containers, ...this.agentInitContainers].flatMap((container) => {
      const confinement = container instanceof NodeAgentContainer ? container.privileges._confinement() : undefined;
      return confinement ? [[container.name, confinement] as const] : [];
    });
    return new Map(entries);
  }

  private configChecksum(): string | undefined {
    if (this.checksummed.length === 0) {
      return undefined;
    }
    const contents = this.checksummed.map((configMap) => {
      const { data, binaryData } = ApiObject.of(configMap).toJson();
      return [data, binaryData];
    });
    return createHash('sha256').update(JSON.stringify(contents)).digest('hex');
  }
}

/** Under any other policy a pod on the host network resolves names by the node's servers, and knows no service. */
function dnsPolicy(hostNetwork: boolean | undefined): DnsPolicy | undefined {
  return hostNetwork ? DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : undefined;
}
