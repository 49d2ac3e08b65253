import { NodePlacement, NodeTerm, complement, intersect, simplify } from './node-terms';
import type { WindowsServer } from './windows-server';
import { SelectorRequirement, requirementFault } from '../kubernetes/label-selector';
import { isDnsSubdomain } from '../kubernetes/label-syntax';
import { VIRTUAL_NODES } from '../kubernetes/virtual-nodes';

const OS = 'kubernetes.io/os';
const ARCH = 'kubernetes.io/arch';
const WINDOWS_BUILD = 'node.kubernetes.io/windows-build';
const NODE_NAME = 'metadata.name';

const LINUX: SelectorRequirement = { key: OS, operator: 'In', values: ['linux'] };

/**
 * The label by which a provider marks the pool of a node.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export enum NodePoolLabel {
  /** `agentpool` of Azure Kubernetes Service. */
  AKS = 'kubernetes.azure.com/agentpool',
  /** Managed node group of Amazon EKS. */
  EKS = 'eks.amazonaws.com/nodegroup',
  /** Node pool of Google Kubernetes Engine. */
  GKE = 'cloud.google.com/gke-nodepool',
  /** NodePool of Karpenter. */
  KARPENTER = 'karpenter.sh/nodepool',
}

/**
 * The nodes an agent is meant for: requirements on labels and names, with union, intersection and exclusion.
 *
 * A DaemonSet adds two requirements to each alternative that does not speak of them itself: `kubernetes.io/os` is `linux`
 * (unless the set began with `NodeSet.all()`, or says of itself which operating system), and the node is none of `NodeSet.virtual()`
 * (unless the set ends with `includingVirtual()`).
 *
 * Sets never change: every method returns a new one.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 * @example
 * NodeSet.linux().withLabel('node.example.com/gpu').except(NodeSet.labelled('node.example.com/drained'));
 */
export class NodeSet {
  /** Nodes that run Linux. */
  public static linux(): NodeSet {
    return NodeSet.labelled(OS, 'linux');
  }

  /**
   * Nodes that run Windows, of these versions or, without any, of all. A role that is given them makes its agent for Windows,
   * if its project has one, and tolerates `TolerationSet.windows()` unless it is told what to tolerate.
   */
  public static windows(...versions: WindowsServer[]): NodeSet {
    const nodes = NodeSet.labelled(OS, 'windows');
    return versions.length > 0 ? nodes.withLabel(WINDOWS_BUILD, ...versions) : nodes;
  }

  /** Every node that runs a kubelet, whatever its operating system. */
  public static all(): NodeSet {
    return new NodeSet([{ labels: [], fields: [], anyOs: true }]);
  }

  /** Nodes that run no kubelet and so no daemon pod: those of EKS Fargate and of a virtual kubelet. */
  public static virtual(): NodeSet {
    return new NodeSet(
      VIRTUAL_NODES.map((requirement) => ({ labels: [requirement], fields: [], anyOs: true, virtual: true })),
    );
  }

  /** Nodes with the role label of the control plane. To run there an agent also needs `TolerationSet.controlPlane()`. */
  public static controlPlane(): NodeSet {
    return NodeSet.labelled('node-role.kubernetes.io/control-plane');
  }

  /**
   * Nodes of these architectures, in Kubernetes' words: `amd64`, `arm64`, `s390x`.
   *
   * @throws when no architecture is given
   */
  public static arch(...architectures: string[]): NodeSet {
    return NodeSet.of({ key: ARCH, operator: 'In', values: architectures });
  }

  /**
   * Nodes of the named pools of a provider.
   *
   * @throws when no name is given, or one is not a label value
   */
  public static pool(label: NodePoolLabel, ...names: string[]): NodeSet {
    return NodeSet.of({ key: label, operator: 'In', values: names });
  }

  /**
   * Nodes whose label has one of these values (In), or, without values, is there at all (Exists).
   *
   * @throws when the key or a value is not legal in a label
   */
  public static labelled(key: string, ...values: string[]): NodeSet {
    return NodeSet.of(values.length > 0 ? { key, operator: 'In', values } : { key, operator: 'Exists' });
  }

  /**
   * Nodes whose label has none of these values (NotIn), or, without values, is absent (DoesNotExist).
   * A node without the label is NotIn any values.
   *
   * @throws when the key or a value is not legal in a label
   */
  public static notLabelled(key: string, ...values: string[]): NodeSet {
    return NodeSet.of(values.length > 0 ? { key, operator: 'NotIn', values } : { key, operator: 'DoesNotExist' });
  }

  /**
   * Nodes whose label is an integer greater than this one (Gt). A node without the label, or with another text in it, is
   * not among them; nor is it among those of the opposite comparison, so the set cannot be excluded.
   *
   * @throws when the value is not an integer of 0 or more: the API server would accept it and match no node
   * @see https://github.com/kubernetes/kubernetes/issues/86488
   */
  public static labelGreaterThan(key: string, value: number): NodeSet {
    return NodeSet.of({ key, operator: 'Gt', values: [String(value)] });
  }

  /**
   * Nodes whose label is an integer less than this one (Lt), with the same rule for nodes without it.
   *
   * @throws when the value is not an integer of 0 or more
   * @see https://github.com/kubernetes/kubernetes/issues/86488
   */
  public static labelLessThan(key: string, value: number): NodeSet {
    return NodeSet.of({ key, operator: 'Lt', values: [String(value)] });
  }

  /**
   * Nodes with these names (`matchFields` on `metadata.name`).
   *
   * @throws when no name is given, or one is not a DNS subdomain
   */
  public static named(...nodeNames: string[]): NodeSet {
    const bad = nodeNames.filter((name) => !isDnsSubdomain(name));
    if (bad.length > 0 || nodeNames.length === 0) {
      throw new Error(
        `NodeSet.named(${nodeNames.map((name) => `'${name}'`).join(', ')}): node names are DNS subdomains, at least one. ` +
          'Write the name as `kubectl get nodes` prints it.',
      );
    }
    return new NodeSet(
      nodeNames.map((name) => ({ labels: [], fields: [{ key: NODE_NAME, operator: 'In', values: [name] }] })),
    );
  }

  /**
   * Nodes of at least one of the sets; each becomes `nodeSelectorTerms` of its own.
   *
   * @throws when no set is given
   */
  public static anyOf(...sets: NodeSet[]): NodeSet {
    if (sets.length === 0) {
      throw new Error('NodeSet.anyOf() of no sets selects no node: give at least one set.');
    }
    return new NodeSet(simplify(sets.flatMap((set) => set.terms)));
  }

  /** @internal */
  public static _fromTerms(terms: readonly NodeTerm[]): NodeSet {
    return new NodeSet(terms);
  }

  private static of(requirement: SelectorRequirement): NodeSet {
    const fault = requirementFault(requirement);
    if (fault) {
      throw new Error(`Cannot select nodes by label ${requirement.key}: ${fault}.`);
    }
    return new NodeSet([{ labels: [requirement], fields: [] }]);
  }

  private constructor(private readonly terms: readonly NodeTerm[]) {}

  /**
   * The nodes that are also in every one of the other sets.
   *
   * @throws when that can be no node at all
   */
  public and(...sets: NodeSet[]): NodeSet {
    return this.nonEmpty(
      sets.reduce((terms, set) => intersect(terms, set.terms), this.terms),
      'and',
    );
  }

  /**
   * The nodes that are in none of the other sets. The exclusion is part of every `nodeSelectorTerm`, so no alternative
   * lets an excluded node back in.
   *
   * @throws when no node can be left; when a set holds a Gt or Lt comparison, which has no complement; or when excluding
   * sets of several requirements makes more than 256 alternatives
   */
  public except(...sets: NodeSet[]): NodeSet {
    return this.nonEmpty(
      sets.reduce((terms, set) => intersect(terms, complement(set.terms)), this.terms),
      'except',
    );
  }

  /** The nodes whose label also has one of these values, or, without values, any. */
  public withLabel(key: string, ...values: string[]): NodeSet {
    return this.and(NodeSet.labelled(key, ...values));
  }

  /** The nodes whose label has none of these values, or, without values, is absent. */
  public withoutLabel(key: string, ...values: string[]): NodeSet {
    return this.and(NodeSet.notLabelled(key, ...values));
  }

  /** The nodes that also are of one of these architectures. */
  public withArch(...architectures: string[]): NodeSet {
    return this.and(NodeSet.arch(...architectures));
  }

  /** The same set, without the default exclusion of `NodeSet.virtual()`: for agents made for such nodes. */
  public includingVirtual(): NodeSet {
    return new NodeSet(this.terms.map((term) => ({ ...term, virtual: true })));
  }

  /**
   * `nodeSelector` and `nodeSelectorTerms` of the set, the defaults included.
   *
   * @internal
   */
  public _toKube(): NodePlacement {
    const terms = simplify(this.terms.map(withDefaults));
    const os = commonOs(terms);
    const rest = os ? terms.map((term) => ({ ...term, labels: term.labels.filter(({ key }) => key !== OS) })) : terms;
    const unconditional = rest.some(({ labels, fields }) => labels.length + fields.length === 0);
    return {
      os,
      terms: unconditional
        ? []
        : rest.map(({ labels, fields }) => ({
            ...(labels.length > 0 && { matchExpressions: [...labels] }),
            ...(fields.length > 0 && { matchFields: [...fields] }),
          })),
    };
  }

  /**
   * The builds of Windows that the nodes have, if all of them run Windows: none when the set does not say.
   *
   * @internal
   */
  public _windowsBuilds(): string[] | undefined {
    if (this._toKube().os !== 'windows') return undefined;
    const builds = this.terms.map(({ labels }) => labels.find((r) => r.key === WINDOWS_BUILD && r.operator === 'In'));
    return builds.every((each) => each) ? [...new Set(builds.flatMap((each) => each!.values ?? []))].sort() : [];
  }

  private nonEmpty(terms: readonly NodeTerm[], verb: string): NodeSet {
    if (terms.length === 0) {
      throw new Error(`NodeSet.${verb}() leaves no node: its requirements contradict each other in every alternative.`);
    }
    return new NodeSet(terms);
  }
}

/** Defaults are for terms that leave them open: naming a label's values decides, and so does ruling the default out. */
function withDefaults(term: NodeTerm): NodeTerm {
  const open = (requirement: SelectorRequirement) =>
    !term.labels.some(({ key, operator }) => key === requirement.key && operator === 'In') &&
    simplify([{ ...term, labels: [...term.labels, requirement] }]).length > 0;
  const os = term.anyOs ? [] : [LINUX].filter(open);
  const real = term.virtual ? [] : VIRTUAL_NODES.map((r) => ({ ...r, operator: 'NotIn' })).filter(open);
  return { labels: [...os, ...term.labels, ...real], fields: term.fields, anyOs: true, virtual: true };
}

function commonOs(terms: readonly NodeTerm[]): string | undefined {
  const systems = terms.map(({ labels }) => {
    const values = labels.find((r) => r.key === OS && r.operator === 'In')?.values ?? [];
    return values.length === 1 ? values[0] : undefined;
  });
  return systems.every((os) => os === systems[0]) ? systems[0] : undefined;
}
