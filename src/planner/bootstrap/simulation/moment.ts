import { Node } from '../../../inventory/node';
import { Taint, taintToString } from '../../../kubernetes/taint';
import { BootstrapFact } from '../bootstrap-role';
import { Role } from '../role/role';

/** What holds of a new node. */
export type Fact = BootstrapFact | 'Ready';

/** A new node between two phases. */
export interface Moment {
  readonly node: Node;
  readonly facts: ReadonlySet<Fact>;
}

/** What agents do to the node in a phase. */
export interface Effects {
  /** Roles of the agents that have just become ready, and of what acts from elsewhere. */
  readonly roles: readonly Role[];
  /** Keys of the taints that are removed by now. */
  readonly removesTaints: readonly string[];
}

/** Keys of the taints that stand for a node that is not Ready, and for one without a network. */
const NETWORK_TAINTS: readonly string[] = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/network-unavailable'];

/** Whether the taint goes when the node has its network. */
export function goesWithNetwork({ key }: Taint): boolean {
  return NETWORK_TAINTS.includes(key);
}

/**
 * The moment that follows. A node is Ready as soon as it has a network, and loses its taint then; the agent that brings the
 * network also sets the condition NetworkUnavailable to false.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/nodestatus/setters.go ReadyCondition
 */
export function nextMoment({ node, facts }: Moment, { roles, removesTaints }: Effects): Moment {
  const now = new Set<Fact>([...facts, ...roles.flatMap((role) => role.facts)]);
  const gone = new Set(removesTaints);
  if (now.has('nodeNetwork')) {
    now.add('Ready');
    NETWORK_TAINTS.forEach((key) => gone.add(key));
  }
  return {
    facts: now,
    node: {
      ...node,
      labels: new Map([...node.labels, ...roles.flatMap((role) => [...role.labels])]),
      allocatable: new Map([...node.allocatable, ...roles.flatMap((role) => [...role.resources])]),
      taints: node.taints.filter(({ key }) => !gone.has(key)),
    },
  };
}

/** What the second moment has that the first had not, in words. */
export function novelties(before: Moment, after: Moment): string[] {
  return [
    ...[...after.facts].filter((fact) => !before.facts.has(fact)),
    ...changed(before.node.labels, after.node.labels).map(([key, value]) => `label ${key}=${value}`),
    ...changed(before.node.allocatable, after.node.allocatable).map(([name, amount]) => `resource ${name}=${amount}`),
    ...before.node.taints
      .filter((taint) => !hasTaint(after.node, taint))
      .map((taint) => `taint ${taintToString(taint)} removed`),
  ];
}

function changed<V>(before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>): [string, V][] {
  return [...after].filter(([key, value]) => before.get(key) !== value);
}

/** Whether the node has the taint of this key and effect. */
export function hasTaint({ taints }: Pick<Node, 'taints'>, { key, effect }: Taint): boolean {
  return taints.some((taint) => taint.key === key && taint.effect === effect);
}
