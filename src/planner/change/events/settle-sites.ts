import { Site, alikeSites, hasOtherTaints } from './site';
import { secondsUntilEviction } from './taint-eviction';
import { FleetState } from '../../placement/fleet-state';
import { ClassDecision, classDecisions, classifyNodes } from '../../placement/node-class';
import { NodeState, PlacedPod } from '../../placement/node-state';
import { EvictedPod } from '../../placement/placement-document';
import { PlannedAgent } from '../../placement/planned-agent';
import { PlannedPlacement } from '../../placement/planned-placement';
import { DaemonPod, settle } from '../../placement/settle';

/** What Kubernetes makes of nodes that were changed. */
export interface SettledSites {
  readonly sites: readonly Site[];
  /** Pods of others that agents preempted. */
  readonly evicted: readonly EvictedPod[];
}

/**
 * Plays controller, taint eviction and scheduler on the sites until nothing moves.
 *
 * @param apart whether no agent looks beyond its node: of sites that are alike one is played then
 */
export function settleSites(plan: PlannedPlacement, sites: readonly Site[], apart: boolean): SettledSites {
  if (!apart) {
    return settleEach(plan, sites);
  }
  const groups = alikeSites(sites, plan.agents);
  const { sites: played, evicted } = settleEach(
    plan,
    groups.map(([first]) => sites[first]),
  );
  const settled = new Array<Site>(sites.length);
  groups.forEach((places, group) => {
    const { decisions, others, pods, story } = played[group];
    places.forEach((place) => (settled[place] = { ...sites[place], decisions, others, pods, story }));
  });
  return { sites: settled, evicted };
}

function settleEach(plan: PlannedPlacement, sites: readonly Site[]): SettledSites {
  const { agents, objects, version } = plan;
  const states = sites.map(({ node }) => new NodeState(node));
  const fleet = new FleetState(states, objects.namespaces);
  const decisions = decide(sites, agents);

  const pods = sites.map((site, i) => {
    site.others.forEach((pod) => fleet.add(pod, states[i]));
    return agents.map((agent) => {
      const pod = daemonPod(agent, states[i], site, decisions[i][agent.index]);
      if (pod?.placed) {
        fleet.add(pod.placed, states[i]);
      }
      return pod;
    });
  });
  // Where every pod has its place none can be preempted: only one that seeks a place preempts, and only on its node.
  const restless = pods.filter((onSite) => onSite.some((pod) => pod && !pod.placed));
  settle(
    restless.flat().filter((pod) => pod !== undefined),
    fleet,
    objects.podDisruptionBudgets,
    version,
  );
  return {
    sites: sites.map((site, i) => settledSite(site, agents, states[i], decisions[i], pods[i])),
    evicted: pods.flat().flatMap((pod) => (pod ? evictedBy(pod) : [])),
  };
}

/** By site, then by agent. */
function decide(sites: readonly Site[], agents: readonly PlannedAgent[]): ClassDecision[][] {
  const classes = classifyNodes(
    sites.map(({ node }) => node),
    agents,
  );
  const decisions = new Map([...new Set(classes)].map((each) => [each, classDecisions(each, agents)]));
  return classes.map((nodeClass) => decisions.get(nodeClass)!);
}

/** The pod that the controller leaves or makes on the node; a pod that is evicted at once is made anew. */
function daemonPod(
  agent: PlannedAgent,
  state: NodeState,
  site: Site,
  { shouldRun, shouldContinueRunning }: ClassDecision,
): DaemonPod | undefined {
  const present = site.pods[agent.index];
  const evicted = hasOtherTaints(site) && secondsUntilEviction(site.node.taints, agent.pod.tolerations) === 0;
  const kept = present !== undefined && shouldContinueRunning && !evicted;
  return kept || (shouldRun && agent.refusals.length === 0)
    ? { agent, state, placed: kept ? present.placed : undefined, rejections: [], evicts: [] }
    : undefined;
}

function settledSite(
  site: Site,
  agents: readonly PlannedAgent[],
  state: NodeState,
  decisions: readonly ClassDecision[],
  pods: readonly (DaemonPod | undefined)[],
): Site {
  return {
    ...site,
    decisions,
    others: state.pods.filter(({ agent }) => agent === undefined),
    pods,
    story: agents.map((agent) => {
      const told = site.story[agent.index];
      const more = turns(agent, site, decisions[agent.index], pods);
      return more.length === 0 ? told : [...told, ...more];
    }),
  };
}

const NOTHING: string[] = [];

/** What happened to the agent's pod just now, in words: what made it go, what made one come. */
function turns(
  agent: PlannedAgent,
  site: Site,
  decision: ClassDecision,
  pods: readonly (DaemonPod | undefined)[],
): string[] {
  const was = site.pods[agent.index]?.placed;
  const is = pods[agent.index]?.placed;
  if (was === is) {
    return NOTHING;
  }
  return [
    ...(was ? [whyGone(was, site, decision, pods)] : []),
    ...(is ? [whyComes(agent, site, was !== undefined)] : []),
  ];
}

function whyGone(
  was: PlacedPod,
  site: Site,
  decision: ClassDecision,
  pods: readonly (DaemonPod | undefined)[],
): string {
  if (!decision.shouldContinueRunning) {
    return decision.reasons.map(({ message }) => message).join('; ');
  }
  const winners = pods.filter(
    (pod, i) => pod?.placed && pod.placed !== site.pods[i]?.placed && pod.agent.priority > was.priority,
  );
  return winners.length > 0
    ? `preempted for ${winners.map((pod) => pod!.agent.key).join(', ')}`
    : 'its toleration of a NoExecute taint lasts no second';
}

function whyComes({ index }: PlannedAgent, { decisions }: Site, wasThere: boolean): string {
  if (!decisions) {
    return 'the node is new';
  }
  if (wasThere) {
    return 'created again';
  }
  const { shouldRun, reasons } = decisions[index];
  return shouldRun ? 'there is room for it now' : `no longer: ${reasons.map(({ message }) => message).join('; ')}`;
}

function evictedBy({ agent, state, evicts }: DaemonPod): EvictedPod[] {
  return evicts
    .filter((pod) => pod.agent === undefined)
    .map(({ namespace, name }) => ({ namespace, name, node: state.node.name, by: agent.key }));
}
