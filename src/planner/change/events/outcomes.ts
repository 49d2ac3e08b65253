import { ChangingFleet } from './changing-fleet';
import { DaemonSetEvents, NodeOutcome, NodeOutcomeKind } from './events-document';
import { Site } from './site';
import { secondsUntilEviction } from './taint-eviction';
import { ClassDecision } from '../../placement/node-class';
import { PlannedAgent } from '../../placement/planned-agent';
import { Verdict } from '../../placement/planned-placement';

/** What became of an agent's pod on one node. */
type Outcome = Omit<NodeOutcome, 'nodes'>;

const UNCONCERNED = 'nothing changes there that concerns it';

/** What the changes did to each agent. */
export function eventsOfAgents(fleet: ChangingFleet): DaemonSetEvents[] {
  const untouched = fleet.untouched();
  return fleet.plan.agents.map((agent) => daemonSetEvents(agent, fleet, untouched));
}

function daemonSetEvents(agent: PlannedAgent, fleet: ChangingFleet, untouched: readonly number[]): DaemonSetEvents {
  const groups = new OutcomeGroups();
  const alike = new Map<Verdict, string[]>();
  let desired = 0;
  let misscheduled = 0;
  let pending = 0;
  for (const i of untouched) {
    const verdict = fleet.plan.verdicts[agent.index][i];
    desired += verdict.decision.shouldRun ? 1 : 0;
    misscheduled += isMisplaced(verdict) ? 1 : 0;
    pending += verdict.state === 'Pending' ? 1 : 0;
    if (verdict.state === 'Scheduled' || isMisplaced(verdict)) {
      const nodes = alike.get(verdict) ?? [];
      nodes.push(fleet.plan.nodes[i].node.name);
      alike.set(verdict, nodes);
    }
  }
  for (const [{ decision }, nodes] of alike) {
    groups.add({ outcome: 'kept', ...prospects(decision, undefined) }, nodes);
  }
  for (const site of fleet.sites.values()) {
    const pod = site.pods[agent.index];
    const { shouldRun } = site.decisions![agent.index];
    desired += shouldRun ? 1 : 0;
    misscheduled += pod && !shouldRun ? 1 : 0;
    pending += pod && !pod.placed ? 1 : 0;
    const outcome = outcomeAt(agent, site);
    if (outcome) {
      groups.add(outcome, [site.node.name]);
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
  private readonly groups = new Map<string, { outcome: Outcome; nodes: string[] }>();

  add(outcome: Outcome, nodes: readonly string[]): void {
    const key = `${outcome.outcome} ${outcome.after} ${outcome.reason}`;
    const group = this.groups.get(key) ?? { outcome, nodes: [] };
    nodes.forEach((node) => group.nodes.push(node));
    this.groups.set(key, group);
  }

  toOutcomes(): NodeOutcome[] {
    return [...this.groups.values()]
      .map(({ outcome: { outcome, ...rest }, nodes }) => ({ outcome, nodes: nodes.sort(), ...rest }))
      .sort((a, b) => (a.nodes[0] < b.nodes[0] ? -1 : 1));
  }
}
