import { knownRole } from './recognise';
import { Role } from './role';
import { WellKnownAgent } from './well-known';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { DaemonSet } from '../../../kubernetes/daemon-set';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { PlannedAgent, planAgent } from '../../placement/planned-agent';
import { BootstrapFact } from '../bootstrap-role';

/** The part that a workload plays in a bootstrap. */
export interface Part {
  /** The well-known agent that it was taken for; undefined when it was told what it does, or nothing is known. */
  readonly known?: WellKnownAgent;
  /** What it brings to every node that it runs on. */
  readonly facts: readonly BootstrapFact[];
  /** What it must have on every node. */
  readonly requires: readonly BootstrapFact[];
  /** The product that removes taints on its behalf; undefined when it does so itself. */
  readonly removedBy?: string;
  /** Whether it acts on every node, wherever it runs. */
  readonly everyNode: boolean;
  /** What it does to a new node that is like this one. */
  readonly roleOn: (like: Node) => Role;
}

/** A workload that takes part in a bootstrap. */
export interface Workload extends Part {
  /** For a Deployment, what a DaemonSet with its pod would be, without the tolerations that only daemon pods get. */
  readonly agent: PlannedAgent;
  readonly daemon: boolean;
}

export function declaredPart(role: Role): Part {
  const { facts, requires, removedBy, everyNode } = role;
  return { facts, requires, removedBy, everyNode, roleOn: () => role };
}

export function knownPart(known: WellKnownAgent): Part {
  const { provides: facts = [], requires = [], removedBy, everyNode = false } = known;
  return { known, facts, requires, removedBy, everyNode, roleOn: (like) => knownRole(known, like) };
}

/**
 * The pod of a workload. One of a Deployment tolerates being on a node that is not ready for five minutes, and nothing
 * else by itself.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
export function planWorkload(
  daemonSet: DaemonSet,
  { daemon, index }: { readonly daemon: boolean; readonly index: number },
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedAgent {
  const agent = planAgent(daemonSet, index, objects, version);
  if (daemon) {
    return agent;
  }
  const tolerations = [
    ...daemonSet.template.spec.tolerations,
    ...['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
  ];
  return { ...agent, tolerations, pod: { ...agent.pod, tolerations } };
}
