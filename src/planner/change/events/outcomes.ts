import { ChangingFleet } from './changing-fleet';
import { DaemonSetEvents, NodeOutcome } from './events-document';
import { Site, isMisplaced } from './site';
import { secondsUntilEviction } from './taint-eviction';
import { Node } from '../../../inventory/node';
import { alikePlaces, namesAt, placesTogether } from '../../placement/alike';
import { ByParts } from '../../placement/by-parts';
import { ClassDecision } from '../../placement/node-class';
import { PlannedAgent } from '../../placement/planned-agent';
import { alikeNodes } from '../../placement/verdict-groups';

/** What became of an agent's pod on one node. */
type Outcome = Omit<NodeOutcome, 'nodes'>;

const UNCONCERNED = 'nothing changes there that concerns it';

/** Nodes on which every agent fares alike. */
interface AlikeNodes {
  /** Their places in the plan, ascending. */
  readonly places: readonly number[];
  /** The names of those that the plan does not have, sorted. */
  readonly joined: readonly string[];
}

/** Nodes that changes have reached. */
interface Flock extends AlikeNodes {
  readonly site: Site;
}

/** What the changes did to each agent. */
export function eventsOfAgents(fleet: ChangingFleet): DaemonSetEvents[] {
  const { inventoryNodes, agents } = fleet.plan;
  const still = alikeNodes(fleet.plan)
    .map((places) => places.filter((place) => fleet.isUntouched(place)))
    .filter((places) => places.length > 0)
    .map((places): AlikeNodes => ({ places, joined: [] }));
  const sites = [...fleet.sites.values()];
  const stands = sites.map(({ stand }) => stand);
  const flocks = alikePlaces(sites.length, [stands]).map((alike): Flock => {
    const members = alike.map((i) => sites[i]).sort((a, b) => a.place - b.place);
    const places = members.map(({ place }) => place).filter((place) => place < inventoryNodes.length);
    const joined = members.slice(places.length).map(({ node }) => node.name);
    return { site: members[0], places, joined: joined.sort() };
  });
  const merger = new NameMerger(inventoryNodes);
  return agents.map((agent) => daemonSetEvents(agent, fleet, still, flocks, merger));
}

function daemonSetEvents(
  agent: PlannedAgent,
  { plan }: ChangingFleet,
  still: readonly AlikeNodes[],
  flocks: readonly Flock[],
  merger: NameMerger,
): DaemonSetEvents {
  const groups = new OutcomeGroups(merger);
  const kept = new ByParts<Outcome>();
  const keptOutcome = (decision: ClassDecision, taints: Node['taints'], before: Node['taints'] | undefined) =>
    kept.get([decision, taints, before], () => ({
      outcome: 'kept',
      ...prospects(decision, evictionAhead(agent, taints, before)),
    }));
  let desired = 0;
  let misscheduled = 0;
  let pending = 0;
  for (const nodes of still) {
    const { places } = nodes;
    const verdict = plan.outcomes.at(agent.index, places[0]);
    const { decision } = verdict;
    desired += decision.shouldRun ? places.length : 0;
    misscheduled += isMisplaced(verdict) ? places.length : 0;
    pending += verdict.state === 'Pending' ? places.length : 0;
    if (verdict.state === 'Scheduled' || isMisplaced(verdict)) {
      const { taints } = plan.inventoryNodes[places[0]];
      groups.add(keptOutcome(decision, taints, taints), nodes);
    }
  }
  for (const flock of flocks) {
    const { node, nodeBefore, stand } = flock.site;
    const count = flock.places.length + flock.joined.length;
    const pod = stand.pods[agent.index];
    const decision = stand.decisions![agent.index];
    desired += decision.shouldRun ? count : 0;
    misscheduled += pod && !decision.shouldRun ? count : 0;
    pending += pod && !pod.placed ? count : 0;
    const was = stand.before[agent.index]?.placed;
    if (pod?.placed && pod.placed === was) {
      groups.add(keptOutcome(decision, node.taints, nodeBefore?.taints), flock);
    } else if (pod?.placed) {
      const ahead = evictionAhead(agent, node.taints, undefined);
      const outcome = was ? 'replaced' : 'added';
      groups.add({ outcome, ...prospects(decision, ahead, stand.story[agent.index]) }, flock);
    } else if (was) {
      groups.add({ outcome: 'removed', reason: stand.story[agent.index].join(', then ') }, flock);
    }
  }
  const { namespace, name } = agent.daemonSet;
  return { namespace, name, desired, misscheduled, pending, outcomes: groups.toOutcomes() };
}

/** What awaits a pod that is there, and why it is. */
function prospects(
  { shouldRun, reasons }: ClassDecision,
  after: number | undefined,
  story: readonly string[] = [],
): Omit<Outcome, 'outcome'> {
  const told = [...story];
  if (!shouldRun) {
    told.push(`${reasons.map(({ message }) => message).join('; ')}: it stays, but none is created when it ends`);
  }
  if (after !== undefined) {
    told.push(`evicted after ${after} s ${shouldRun ? 'and created again, each time anew' : 'for good'}`);
  }
  return {
    ...(after === undefined ? {} : { after }),
    ...(shouldRun ? {} : { stranded: true }),
    reason: told.join(', then ') || UNCONCERNED,
  };
}

/** When taint eviction deletes the pod; a timer that the taints before the changes have started is not theirs. */
function evictionAhead(
  { pod }: PlannedAgent,
  taints: Node['taints'],
  before: Node['taints'] | undefined,
): number | undefined {
  const seconds = secondsUntilEviction(taints, pod.tolerations);
  return before && seconds === secondsUntilEviction(before, pod.tolerations) ? undefined : seconds;
}

/** Nodes with an outcome. */
interface OutcomeGroup {
  readonly outcome: Outcome;
  readonly parts: AlikeNodes[];
}

/** Nodes with the same outcome for the same reason; in order of their first node. */
class OutcomeGroups {
  private readonly byText = new Map<string, OutcomeGroup>();
  private readonly known = new Map<Outcome, OutcomeGroup>();

  constructor(private readonly merger: NameMerger) {}

  add(outcome: Outcome, part: AlikeNodes): void {
    const group = this.known.get(outcome) ?? this.groupOf(outcome);
    group.parts.push(part);
    this.known.set(outcome, group);
  }

  private groupOf(outcome: Outcome): OutcomeGroup {
    const text = `${outcome.outcome} ${outcome.after} ${outcome.reason}`;
    const group = this.byText.get(text) ?? { outcome, parts: [] };
    this.byText.set(text, group);
    return group;
  }

  toOutcomes(): NodeOutcome[] {
    return [...this.byText.values()]
      .map(({ outcome: { outcome, ...rest }, parts }) => ({ outcome, nodes: this.merger.merge(parts), ...rest }))
      .sort((a, b) => (a.nodes[0] < b.nodes[0] ? -1 : 1));
  }
}

/** Names of parts that were merged. */
interface MergedNames {
  readonly parts: readonly AlikeNodes[];
  readonly names: readonly string[];
}

/** Merges the names of parts. Many agents fare alike on the same nodes, so what was merged once is remembered. */
class NameMerger {
  private readonly merged: MergedNames[] = [];

  constructor(private readonly nodes: readonly Node[]) {}

  merge(parts: readonly AlikeNodes[]): string[] {
    const known = this.merged.find((each) => isSame(each.parts, parts));
    const names = known?.names ?? this.namesOf(parts);
    if (!known) {
      this.merged.push({ parts, names });
    }
    return names.slice();
  }

  private namesOf(parts: readonly AlikeNodes[]): string[] {
    const places = placesTogether(parts.map((part) => part.places));
    const names = namesAt(places, this.nodes);
    const joined = parts.flatMap((part) => part.joined);
    return joined.length === 0 ? names : [...names, ...joined].sort();
  }
}

function isSame(some: readonly AlikeNodes[], others: readonly AlikeNodes[]): boolean {
  return some.length === others.length && some.every((each, i) => each === others[i]);
}
