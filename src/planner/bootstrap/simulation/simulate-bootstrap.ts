import { Fact, Moment, nextMoment, novelties } from './moment';
import { Stand, placePods } from './place-pods';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { Taint } from '../../../kubernetes/taint';
import { PlacedPod } from '../../placement/node-state';
import { Role } from '../role/role';
import { Workload } from '../role/workload';

/** A new node, and all that acts on it. */
export interface Setup {
  /** The node in its first second. */
  readonly node: Node;
  /** The workloads whose pods may come to the node, with what they do to it. */
  readonly roles: ReadonlyMap<Workload, Role>;
  /** What acts on the node from elsewhere, at once. */
  readonly elsewhere: readonly Role[];
  /** Products that act from elsewhere once an agent of theirs is ready. */
  readonly productsElsewhere: ReadonlySet<string>;
  /** Taints that the caller expects to go. */
  readonly startupTaints: readonly Taint[];
  readonly objects: ClusterObjects;
  readonly version: KubernetesVersion;
}

/** Agents that became ready together, and what followed. */
export interface Phase {
  readonly starts: readonly Workload[];
  readonly before: Moment;
  readonly after: Moment;
}

/** A bootstrap that was simulated until nothing moves any more. */
export interface Bootstrap {
  readonly setup: Setup;
  readonly end: Moment;
  readonly stands: readonly Stand[];
  readonly phases: readonly Phase[];
}

/**
 * Simulates a bootstrap: pods are placed, those that have what they require become ready, and what they do to the node lets
 * others come. Taints only go and facts only come, so no order of events leads elsewhere.
 */
export function simulateBootstrap(setup: Setup): Bootstrap {
  const { objects, version, roles } = setup;
  const workloads = [...roles.keys()];
  const phases: Phase[] = [];
  const started = new Set<Workload>();
  let present: ReadonlyMap<Workload, PlacedPod> = new Map();
  let moment: Moment = { node: setup.node, facts: new Set() };
  for (;;) {
    const stands = placePods(moment.node, workloads, present, objects, version);
    present = new Map(stands.flatMap(({ workload, pod }) => (pod?.placed ? [[workload, pod.placed]] : [])));
    const starts = workloads.filter(
      (each) => present.has(each) && !started.has(each) && isReady(setup, each, moment.facts),
    );
    starts.forEach((workload) => started.add(workload));
    const fromElsewhere = phases.length === 0 ? setup.elsewhere : [];
    const after = nextMoment(moment, {
      roles: [...starts.map((workload) => roles.get(workload)!), ...fromElsewhere],
      removesTaints: taintsRemoved(setup, started),
    });
    if (starts.length === 0 && novelties(moment, after).length === 0) {
      return { setup, end: moment, stands, phases };
    }
    phases.push({ starts, before: moment, after });
    moment = after;
  }
}

/** Whether a pod that is on the node can start there and become ready. */
export function isReady(setup: Setup, workload: Workload, facts: ReadonlySet<Fact>): boolean {
  return missingFacts(setup, workload, facts).length === 0;
}

/** What a pod that is on the node waits for: the network of pods comes with a Ready node. */
export function missingFacts({ roles }: Setup, workload: Workload, facts: ReadonlySet<Fact>): Fact[] {
  const { hostNetwork } = workload.agent.daemonSet.template.spec;
  const required: Fact[] = [...(hostNetwork ? [] : (['Ready'] as const)), ...roles.get(workload)!.requires];
  return required.filter((fact) => !facts.has(fact));
}

/** The keys of the taints that are removed once these agents are ready. */
function taintsRemoved(setup: Setup, started: ReadonlySet<Workload>): string[] {
  return [
    ...setup.elsewhere.flatMap(({ removesTaints }) => removesTaints),
    ...[...started].flatMap((workload) => {
      const { removedBy, removesTaints } = setup.roles.get(workload)!;
      return removedBy === undefined || isActing(setup, removedBy, started) ? removesTaints : [];
    }),
  ];
}

/** Whether a product that acts on nodes is at work: from elsewhere, or from this node. */
function isActing({ productsElsewhere }: Setup, product: string, started: ReadonlySet<Workload>): boolean {
  return productsElsewhere.has(product) || [...started].some(({ known }) => known?.product === product);
}
