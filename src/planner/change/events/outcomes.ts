import { ChangingFleet } from './changing-fleet';
import { DaemonSetEvents, NodeOutcome, NodeOutcomeKind } from './events-document';
import { Site, alikeSites, isMisplaced } from './site';
import { secondsUntilEviction } from './taint-eviction';
import { Node } from '../../../inventory/node';
import { namesAt, placesTogether } from '../../placement/alike';
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
  const untouched = new Set(fleet.untouched());
  const still = alikeNodes(fleet.plan)
    .map((places) => places.filter((i) => untouched.has(i)))
    .filter((places) => places.length > 0)
    .map((places): AlikeNodes => ({ places, joined: [] }));
  const sites = [...fleet.sites.values()];
  const flocks = alikeSites(sites, agents).map((alike): Flock => {
    const names = alike.map((i) => sites[i].node.name);
    const places = names.map((name) => fleet.placeOf(name)).filter((place) => place !== undefined);
    const joined = names.filter((name) => fleet.placeOf(name) === undefined);
    return { site: sites[alike[0]], places: places.sort((a, b) => a - b), joined: joined.sort() };
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
  let desired = 0;
  let misscheduled = 0;
  let pending = 0;
  for (const nodes of still) {
    const { places } = nodes;
    const verdict = plan.outcomes.at(agent.index, places[0]);
    desired += verdict.decision.shouldRun ? places.length : 0;
    misscheduled += isMisplaced(verdict) ? places.length : 0;
    pending += verdict.state === 'Pending' ? places.length : 0;
    if (verdict.state === 'Scheduled' || isMisplaced(verdict)) {
      groups.add({ outcome: 'kept', ...prospects(verdict.decision, undefined) }, nodes);
    }
  }
  for (const flock of flocks) {
    const { site } = flock;
    const count = flock.places.length + flock.joined.length;
    const pod = site.pods[agent.index];
    const { shouldRun } = site.decisions![agent.index];
    desired += shouldRun ? count : 0;
    misscheduled += pod && !shouldRun ? count : 0;
    pending += pod && !pod.placed ? count : 0;
    const outcome = outcomeAt(agent, site);
    if (outcome) {
      groups.add(outcome, flock);
    }
  }
  const { namespace, name } = agent.daemonSet;
  return { namespace, name, desired, misscheduled, pending, outcomes: groups.toOutcomes() };
}

function outcomeAt(agent: PlannedAgent, site: Site): Outcome | undefined {
  const was = site.before[agent.index]?.placed;
  const is = site.pods[agent.index]?.placed;
  const story = was === is ? [] : site.story[agent.index];
  if (!is) {
    return was && { outcome: 'removed', reason: story.join(', then ') };
  }
  const outcome: NodeOutcomeKind = was === is ? 'kept' : was ? 'replaced' : 'added';
  return { outcome, ...prospects(site.decisions![agent.index], evictionAhead(agent, site, was === is), story) };
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

/** When taint eviction deletes the pod; a timer that ran before the changes is not theirs. */
function evictionAhead({ pod }: PlannedAgent, { node, nodeBefore }: Site, kept: boolean): number | undefined {
  const seconds = secondsUntilEviction(node.taints, pod.tolerations);
  const before = kept && nodeBefore ? secondsUntilEviction(nodeBefore.taints, pod.tolerations) : undefined;
  return seconds === before ? undefined : seconds;
}

/** Nodes with the same outcome for the same reason; in order of their first node. */
class OutcomeGroups {
  private readonly groups = new Map<string, { outcome: Outcome; parts: AlikeNodes[] }>();

  constructor(private readonly merger: NameMerger) {}

  add(outcome: Outcome, part: AlikeNodes): void {
    const key = `${outcome.outcome} ${outcome.after} ${outcome.reason}`;
    const group = this.groups.get(key) ?? { outcome, parts: [] };
    group.parts.push(part);
    this.groups.set(key, group);
  }

  toOutcomes(): NodeOutcome[] {
    return [...this.groups.values()]
      .map(({ outcome: { outcome, ...rest }, parts }) => ({ outcome, nodes: this.merger.merge(parts), ...rest }))
      .sort((a, b) => (a.nodes[0] < b.nodes[0] ? -1 : 1));
  }
}

/** Merges the names of parts. Many agents fare alike on the same nodes, so what was merged once is remembered. */
class NameMerger {
  private readonly numbers = new Map<AlikeNodes, number>();
  private readonly merged = new Map<string, readonly string[]>();

  constructor(private readonly nodes: readonly Node[]) {}

  merge(parts: readonly AlikeNodes[]): string[] {
    const key = parts.map((part) => this.numberOf(part)).join();
    const names = this.merged.get(key) ?? this.namesOf(parts);
    this.merged.set(key, names);
    return names.slice();
  }

  private namesOf(parts: readonly AlikeNodes[]): string[] {
    const places = placesTogether(parts.map((part) => part.places));
    const names = namesAt(places, this.nodes);
    const joined = parts.flatMap((part) => part.joined);
    return joined.length === 0 ? names : [...names, ...joined].sort();
  }

  private numberOf(part: AlikeNodes): number {
    const number = this.numbers.get(part) ?? this.numbers.size;
    this.numbers.set(part, number);
    return number;
  }
}
