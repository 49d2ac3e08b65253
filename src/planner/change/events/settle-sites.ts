import { Site, SitePlan, Stand, alikeSites, hasOtherTaints } from './site';
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

/** Plays controller, taint eviction and scheduler on the sites, together, until nothing moves. */
export function settleSites(plan: PlannedPlacement, sites: readonly Site[]): SettledSites {
  const { agents, objects, version } = plan;
  const states = sites.map(({ node }) => new NodeState(node));
  const fleet = FleetState.of(states, objects.namespaces);
  const decisions = decide(sites, agents);

  const pods = sites.map((site, i) => {
    site.stand.others?.forEach((pod) => fleet.add(pod, states[i]));
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
    sites: sites.map((site, i) => {
      const others = states[i].pods.filter(({ agent }) => agent === undefined);
      return { ...site, stand: settledStand(site, agents, others, decisions[i], pods[i]) };
    }),
    evicted: pods.flat().flatMap((pod) => (pod ? evictedBy(pod) : [])),
  };
}

/** The same where no agent looks beyond its node: only where a pod moves does anybody look at the pods of a node. */
export function settleApart(plan: PlannedPlacement, sites: readonly Site[], sitePlan: SitePlan): SettledSites {
  const groups = alikeSites(sites, plan.agents);
  const samples = groups.map(([first]) => sites[first]);
  const decisions = decide(samples, plan.agents);
  const settled = new Array<Site>(sites.length);
  const restless: number[] = [];
  groups.forEach((places, group) => {
    const sample = samples[group];
    if (somebodyComes(plan.agents, sample, decisions[group])) {
      restless.push(...places);
      return;
    }
    const { others, pods } = sample.stand;
    const kept = pods.map((pod, i) => (keeps(plan.agents[i], sample, decisions[group][i]) ? pod : undefined));
    const stand = settledStand(sample, plan.agents, others, decisions[group], kept);
    places.forEach((place) => (settled[place] = { ...sites[place], stand }));
  });
  const moved = settleAlike(
    plan,
    restless.map((place) => sitePlan.lookedAt(sites[place])),
  );
  restless.forEach((place, i) => (settled[place] = moved.sites[i]));
  return { sites: settled, evicted: moved.evicted };
}

/** Of sites that are alike one is played. */
function settleAlike(plan: PlannedPlacement, sites: readonly Site[]): SettledSites {
  const groups = alikeSites(sites, plan.agents);
  const played = settleSites(
    plan,
    groups.map(([first]) => sites[first]),
  );
  const settled = new Array<Site>(sites.length);
  groups.forEach((places, group) => {
    const { stand } = played.sites[group];
    places.forEach((place) => (settled[place] = { ...sites[place], stand }));
  });
  return { sites: settled, evicted: played.evicted };
}

/**
 * Whether a pod of the agents seeks a place; where none does, pods at most go. One that waits is not tried again before
 * something happens that may help it.
 */
function somebodyComes(agents: readonly PlannedAgent[], site: Site, decisions: readonly ClassDecision[]): boolean {
  const { pods, decisions: earlier, isSettled } = site.stand;
  const kept = agents.map((agent) => keeps(agent, site, decisions[agent.index]));
  const somebodyGoes = agents.some(({ index }) => pods[index]?.placed && !kept[index]);
  return agents.some((agent) => {
    const { index } = agent;
    if (!kept[index]) {
      return makes(agent, decisions[index]);
    }
    const heeds = !isSettled || somebodyGoes || decisions[index].shouldRun !== earlier?.[index].shouldRun;
    return !pods[index]?.placed && heeds;
  });
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
function daemonPod(agent: PlannedAgent, state: NodeState, site: Site, decision: ClassDecision): DaemonPod | undefined {
  const kept = keeps(agent, site, decision);
  return kept || makes(agent, decision)
    ? { agent, state, placed: kept ? site.stand.pods[agent.index]?.placed : undefined, rejections: [], evicts: [] }
    : undefined;
}

/** Whether the agent has a pod there, which neither the controller nor taint eviction deletes. */
function keeps({ index, pod }: PlannedAgent, site: Site, { shouldContinueRunning }: ClassDecision): boolean {
  const evicted = hasOtherTaints(site) && secondsUntilEviction(site.node.taints, pod.tolerations) === 0;
  return site.stand.pods[index] !== undefined && shouldContinueRunning && !evicted;
}

function makes({ refusals }: PlannedAgent, { shouldRun }: ClassDecision): boolean {
  return shouldRun && refusals.length === 0;
}

function settledStand(
  site: Site,
  agents: readonly PlannedAgent[],
  others: Stand['others'],
  decisions: readonly ClassDecision[],
  pods: Stand['pods'],
): Stand {
  const story = agents.map((agent) => {
    const told = site.stand.story[agent.index];
    const more = turns(agent, site, agents, decisions[agent.index], pods);
    return more.length === 0 ? told : [...told, ...more];
  });
  return { ...site.stand, decisions, others, pods, story, isSettled: true };
}

const NOTHING: string[] = [];

/** What happened to the agent's pod just now, in words: what made it go, what made one come. */
function turns(
  agent: PlannedAgent,
  site: Site,
  agents: readonly PlannedAgent[],
  decision: ClassDecision,
  pods: Stand['pods'],
): string[] {
  const was = site.stand.pods[agent.index]?.placed;
  const is = pods[agent.index]?.placed;
  if (was === is) {
    return NOTHING;
  }
  return [
    ...(was ? [whyGone(was, site, agents, decision, pods)] : []),
    ...(is ? [whyComes(agent, site, was !== undefined)] : []),
  ];
}

function whyGone(
  was: PlacedPod,
  site: Site,
  agents: readonly PlannedAgent[],
  decision: ClassDecision,
  pods: Stand['pods'],
): string {
  if (!decision.shouldContinueRunning) {
    return decision.reasons.map(({ message }) => message).join('; ');
  }
  const winners = agents.filter(({ index, priority }) => {
    const pod = pods[index]?.placed;
    return pod && pod !== site.stand.pods[index]?.placed && priority > was.priority;
  });
  return winners.length > 0
    ? `preempted for ${winners.map(({ key }) => key).join(', ')}`
    : 'its toleration of a NoExecute taint lasts no second';
}

function whyComes({ index }: PlannedAgent, { stand: { decisions } }: Site, wasThere: boolean): string {
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
