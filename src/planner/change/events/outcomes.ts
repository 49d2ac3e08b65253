import { ChangingFleet } from './changing-fleet';
import { DaemonSetEvents, NodeOutcome, NodeOutcomeKind } from './events-document';
import { Site, alikeSites } from './site';
import { secondsUntilEviction } from './taint-eviction';
import { ClassDecision } from '../../placement/node-class';
import { PlannedAgent } from '../../placement/planned-agent';
import { Verdict } from '../../placement/planned-placement';
import { alikeNodes } from '../../placement/verdict-groups';

/** What became of an agent's pod on one node. */
type Outcome = Omit<NodeOutcome, 'nodes'>;

const UNCONCERNED = 'nothing changes there that concerns it';

/** Nodes that changes have not reached, and on which every agent fares alike. */
interface StillNodes {
  /** The place of one of them in the plan. */
  readonly place: number;
  /** Sorted. */
  readonly names: readonly string[];
}

/** Nodes that changes have reached, and on which every agent fares alike. */
interface Flock {
  readonly site: Site;
  readonly names: readonly string[];
}

/** What the changes did to each agent. */
export function eventsOfAgents(fleet: ChangingFleet): DaemonSetEvents[] {
  const { nodes, agents } = fleet.plan;
  const untouched = new Set(fleet.untouched());
  const still = alikeNodes(fleet.plan)
    .map((places) => places.filter((i) => untouched.has(i)))
    .filter((places) => places.length > 0)
    .map((places): StillNodes => ({ place: places[0], names: places.map((i) => nodes[i].node.name) }));
  const sites = [...fleet.sites.values()];
  const flocks = alikeSites(sites, agents).map((places): Flock => ({
    site: sites[places[0]],
    names: places.map((place) => sites[place].node.name).sort(),
  }));
  const merger = new NameMerger();
  return agents.map((agent) => daemonSetEvents(agent, fleet, still, flocks, merger));
}

function daemonSetEvents(
  agent: PlannedAgent,
  { plan }: ChangingFleet,
  still: readonly StillNodes[],
  flocks: readonly Flock[],
  merger: NameMerger,
): DaemonSetEvents {
  const groups = new OutcomeGroups(merger);
  let desired = 0;
  let misscheduled = 0;
  let pending = 0;
  for (const { place, names } of still) {
    const verdict = plan.outcomes.at(agent.index, place);
    desired += verdict.decision.shouldRun ? names.length : 0;
    misscheduled += isMisplaced(verdict) ? names.length : 0;
    pending += verdict.state === 'Pending' ? names.length : 0;
    if (verdict.state === 'Scheduled' || isMisplaced(verdict)) {
      groups.add({ outcome: 'kept', ...prospects(verdict.decision, undefined) }, names);
    }
  }
  for (const { site, names } of flocks) {
    const pod = site.pods[agent.index];
    const { shouldRun } = site.decisions![agent.index];
    desired += shouldRun ? names.length : 0;
    misscheduled += pod && !shouldRun ? names.length : 0;
    pending += pod && !pod.placed ? names.length : 0;
    const outcome = outcomeAt(agent, site);
    if (outcome) {
      groups.add(outcome, names);
    }
  }
  const { namespace, name } = agent.daemonSet;
  return { namespace, name, desired, misscheduled, pending, outcomes: groups.toOutcomes() };
}

/** The pod runs where the controller would not create one. */
function isMisplaced({ state, running }: Verdict): boolean {
  return state === 'Excluded' && running;
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
  private readonly groups = new Map<string, { outcome: Outcome; parts: (readonly string[])[] }>();

  constructor(private readonly merger: NameMerger) {}

  add(outcome: Outcome, names: readonly string[]): void {
    const key = `${outcome.outcome} ${outcome.after} ${outcome.reason}`;
    const group = this.groups.get(key) ?? { outcome, parts: [] };
    group.parts.push(names);
    this.groups.set(key, group);
  }

  toOutcomes(): NodeOutcome[] {
    return [...this.groups.values()]
      .map(({ outcome: { outcome, ...rest }, parts }) => ({ outcome, nodes: this.merger.merge(parts), ...rest }))
      .sort((a, b) => (a.nodes[0] < b.nodes[0] ? -1 : 1));
  }
}

/** Merges sorted names. Many agents fare alike on the same nodes, so what was merged once is remembered. */
class NameMerger {
  private readonly numbers = new Map<readonly string[], number>();
  private readonly merged = new Map<string, readonly string[]>();

  merge(parts: readonly (readonly string[])[]): string[] {
    if (parts.length === 1) {
      return parts[0].slice();
    }
    const key = parts.map((part) => this.numberOf(part)).join();
    const names = this.merged.get(key) ?? parts.flat().sort();
    this.merged.set(key, names);
    return names.slice();
  }

  private numberOf(part: readonly string[]): number {
    const number = this.numbers.get(part) ?? this.numbers.size;
    this.numbers.set(part, number);
    return number;
  }
}
