import { Fact, Moment, nextMoment, novelties } from './moment';
import { Stand, placePods } from './place-pods';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { Taint } from '../../../kubernetes/taint';
import { PlacedPod } from '../../placement/node-state';
import { Actor } from '../role/cast';
import { Role } from '../role/role';

/** A new node, and all that acts on it. */
export interface Stage {
  /** The node in its first second. */
  readonly node: Node;
  /** The workloads whose pods may come to the node, with what they do to it. */
  readonly roles: ReadonlyMap<Actor, Role>;
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
export interface PlayedPhase {
  readonly starts: readonly Actor[];
  readonly before: Moment;
  readonly after: Moment;
}

/** A bootstrap, played until nothing moves any more. */
export interface Played {
  readonly stage: Stage;
  readonly end: Moment;
  readonly stands: readonly Stand[];
  readonly phases: readonly PlayedPhase[];
}

/**
 * Plays a bootstrap: pods are placed, those that have what they require become ready, and what they do to the node lets
 * others come. Taints only go and facts only come, so no order of events leads elsewhere.
 */
export function play(stage: Stage): Played {
  const { objects, version, roles } = stage;
  const actors = [...roles.keys()];
  const phases: PlayedPhase[] = [];
  const started = new Set<Actor>();
  let present: ReadonlyMap<Actor, PlacedPod> = new Map();
  let moment: Moment = { node: stage.node, facts: new Set() };
  for (;;) {
    const stands = placePods(moment.node, actors, present, objects, version);
    present = new Map(stands.flatMap(({ actor, pod }) => (pod?.placed ? [[actor, pod.placed]] : [])));
    const starts = actors.filter(
      (each) => present.has(each) && !started.has(each) && isReady(stage, each, moment.facts),
    );
    starts.forEach((actor) => started.add(actor));
    const fromElsewhere = phases.length === 0 ? stage.elsewhere : [];
    const after = nextMoment(moment, {
      roles: [...starts.map((actor) => roles.get(actor)!), ...fromElsewhere],
      removesTaints: taintsRemoved(stage, started),
    });
    if (starts.length === 0 && novelties(moment, after).length === 0) {
      return { stage, end: moment, stands, phases };
    }
    phases.push({ starts, before: moment, after });
    moment = after;
  }
}

/** Whether a pod that is on the node can start there and become ready. */
export function isReady(stage: Stage, actor: Actor, facts: ReadonlySet<Fact>): boolean {
  return missingFacts(stage, actor, facts).length === 0;
}

/** What a pod that is on the node waits for: the network of pods comes with a Ready node. */
export function missingFacts({ roles }: Stage, actor: Actor, facts: ReadonlySet<Fact>): Fact[] {
  const { hostNetwork } = actor.agent.daemonSet.template.spec;
  const required: Fact[] = [...(hostNetwork ? [] : (['Ready'] as const)), ...roles.get(actor)!.requires];
  return required.filter((fact) => !facts.has(fact));
}

/** The keys of the taints that are removed once these agents are ready. */
function taintsRemoved(stage: Stage, started: ReadonlySet<Actor>): string[] {
  return [
    ...stage.elsewhere.flatMap(({ removesTaints }) => removesTaints),
    ...[...started].flatMap((actor) => {
      const { removedBy, removesTaints } = stage.roles.get(actor)!;
      return removedBy === undefined || isActing(stage, removedBy, started) ? removesTaints : [];
    }),
  ];
}

/** Whether a product that acts on nodes is at work: from elsewhere, or from this node. */
function isActing({ productsElsewhere }: Stage, product: string, started: ReadonlySet<Actor>): boolean {
  return productsElsewhere.has(product) || [...started].some(({ known }) => known?.product === product);
}
