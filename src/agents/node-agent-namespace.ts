import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { OptionFaults } from './option-faults';
import { kubernetesVersion } from '../kubernetes/kubernetes-version';
import { Field } from '../kubernetes/manifest/field';
import { manifestsOf } from '../kubernetes/manifest/read-manifests';
import { brokenControlsText } from '../kubernetes/pod-security/broken-controls-text';
import { evaluatePod, PodSecurityVerdict, refusals } from '../kubernetes/pod-security/evaluate-pod';
import { levelForAll, PodSecurityLevel, POD_SECURITY_LEVELS, stricterLevel } from '../kubernetes/pod-security/level';
import { podSecurityLabels } from '../kubernetes/pod-security/namespace-policy';
import { isWorkload, podTemplateOf } from '../kubernetes/pod-template';

/** Properties for `NodeAgentNamespace`. */
export interface NodeAgentNamespaceProps {
  /**
   * Name of the namespace.
   *
   * @default - the namespace of the chart
   */
  readonly name?: string;

  /**
   * The level that pods are refused by. One that refuses a pod that lives here fails the synth.
   *
   * @default - the strictest level that admits every pod that lives here
   */
  readonly enforce?: PodSecurityLevel;

  /**
   * The level that the audit log tells of.
   *
   * @default - the next stricter level than the enforced one
   */
  readonly audit?: PodSecurityLevel;

  /**
   * The level that `kubectl apply` warns of. At the enforced level it tells of a workload whose pods would be refused, which
   * nothing else does, and is silent otherwise.
   *
   * @default - the enforced level
   */
  readonly warn?: PodSecurityLevel;

  /**
   * The minor version of Kubernetes whose policy counts, such as `1.33`; an upgrade of the cluster does not change it.
   *
   * @default - the policy of the cluster, `latest`; pods are judged by the newest one known
   */
  readonly policyVersion?: string;

  /**
   * Further labels and annotations.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Where the pods are looked for that live here. Charts for several clusters in one app each name their own chart.
   *
   * @default - the whole app
   */
  readonly scope?: IConstruct;
}

/**
 * A Namespace whose Pod Security labels admit what lives in it and nothing more. They are found at synth, from the agents
 * and every other workload of the app with this namespace, wherever and whenever they are made.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 * @example
 * const agents = new Chart(app, 'node-agents', { namespace: 'node-agents' });
 * new NodeAgentNamespace(agents, 'namespace');
 * new NodeExporter(agents, 'node-exporter'); // shares the network of the node: enforce is privileged
 */
export class NodeAgentNamespace extends Construct {
  /** Name of the namespace. */
  public readonly name: string;

  /** The Namespace. */
  public readonly apiObject: ApiObject;

  private readonly props: NodeAgentNamespaceProps;
  private readonly minor: number;

  /**
   * @throws when neither the properties nor the chart name a namespace, or a level, a version or a label is not legal
   */
  constructor(scope: Construct, id: string, props: NodeAgentNamespaceProps = {}) {
    super(scope, id);
    OptionFaults.of('NodeAgentNamespace', 'NodeAgentNamespaceProps', props).throwIfAny();
    this.props = props;
    this.minor = kubernetesVersion(props.policyVersion).minor;
    this.name = this.nameOf(props);
    this.checkLevels();
    this.checkLabels();
    this.apiObject = new LabelledNamespace(this, 'Resource', { ...props.metadata, name: this.name }, () =>
      this.labels(),
    );
    this.node.addValidation({ validate: () => this.refused() });
  }

  /** Labels and annotations of the Namespace. */
  public get metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }

  private nameOf({ name = Chart.of(this).namespace }: NodeAgentNamespaceProps): string {
    if (!name) {
      throw new Error(
        `NodeAgentNamespace "${this.node.path}" has no name: write name, or give the chart a namespace, as in ` +
          "new Chart(app, 'node-agents', { namespace: 'node-agents' }).",
      );
    }
    return name;
  }

  private checkLevels(): void {
    for (const mode of ['enforce', 'audit', 'warn'] as const) {
      const level = this.props[mode];
      if (level !== undefined && !POD_SECURITY_LEVELS.includes(level)) {
        throw new Error(
          `NodeAgentNamespace "${this.name}": ${mode} is "${level}": it must be one of ${POD_SECURITY_LEVELS.join(', ')}.`,
        );
      }
    }
  }

  private checkLabels(): void {
    const label = Object.keys(this.props.metadata?.labels ?? {}).find((key) =>
      key.startsWith('pod-security.kubernetes.io/'),
    );
    if (label) {
      throw new Error(
        `NodeAgentNamespace "${this.name}": the label ${label} is set by enforce, audit, warn and policyVersion. Write these instead.`,
      );
    }
  }

  private labels(): Record<string, string> {
    const enforce = this.props.enforce ?? levelForAll(this.inhabitants().map(({ verdict }) => verdict.level));
    const { audit = stricterLevel(enforce), warn = enforce, policyVersion } = this.props;
    return podSecurityLabels({ enforce, audit, warn }, policyVersion === undefined ? 'latest' : `v1.${this.minor}`);
  }

  private refused(): string[] {
    const { enforce = 'privileged' } = this.props;
    return this.inhabitants().flatMap(({ path, verdict }) => {
      const broken = refusals(verdict, enforce);
      return broken.length > 0
        ? [
            `Namespace ${this.name} enforces Pod Security ${enforce}, which refuses the pods of ${path}: ` +
              `${brokenControlsText(broken)}. Leave enforce out, write enforce: '${verdict.level}', or change the pods.`,
          ]
        : [];
    });
  }

  /** The workloads that live here, and what Pod Security says of their pods. */
  private inhabitants(): { path: string; verdict: PodSecurityVerdict }[] {
    const scope = this.props.scope ?? this.node.root;
    return (
      scope.node
        .findAll()
        .filter((construct) => ApiObject.isApiObject(construct))
        // Rendering the Namespace for its own labels would not end.
        .filter(isWorkload)
        .flatMap((object) =>
          manifestsOf([object.toJson()], []).map((manifest) => ({ object, manifest, root: Field.of(manifest, []) })),
        )
        .filter(({ root }) => (root.get('metadata').get('namespace').string() || 'default') === this.name)
        .map(({ object, manifest, root }) => ({
          path: object.node.path,
          verdict: evaluatePod(podTemplateOf(manifest, root)!, this.minor),
        }))
    );
  }
}

/** A Namespace that looks up its labels when it is rendered. */
class LabelledNamespace extends ApiObject {
  constructor(
    scope: Construct,
    id: string,
    metadata: ApiObjectMetadata,
    private readonly findLabels: () => Record<string, string>,
  ) {
    super(scope, id, { apiVersion: 'v1', kind: 'Namespace', metadata });
  }

  public override toJson(): any {
    Object.entries(this.findLabels()).forEach(([key, value]) => this.metadata.addLabel(key, value));
    const { metadata, ...rest } = super.toJson();
    // A Namespace is in no namespace, whatever that of the chart.
    const { namespace: _, ...own } = metadata;
    return { ...rest, metadata: own };
  }
}
