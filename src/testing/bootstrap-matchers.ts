import { matcherResult } from './matcher-result';
import { received } from './received';
import { taintToString } from '../kubernetes/taint';
import { AgentBootstrap, BootstrapDeadlock, NodeBootstrap } from '../planner/bootstrap/bootstrap-document';
import { BootstrapPlan } from '../planner/bootstrap/bootstrap-plan';
import { findAgentKey, notInPlan } from '../planner/placement/find-agent';
import { poolOf } from '../planner/placement/node-pool';
import { nodeNamesText } from '../report/node-names';

/** What jest's `expect` can say of a BootstrapPlan. */
export interface BootstrapMatchers<R> {
  /** Every new node becomes Ready, and no agents wait for each other, or for something that never comes. */
  toBootstrap(): R;
  /**
   * New nodes like these become Ready.
   *
   * @param nodesOrPools names of nodes, or of pools: what the pool label of a node says, or the name of a declared pool
   */
  toBecomeReady(...nodesOrPools: string[]): R;
  /** On every new node where the second agent runs, the first one is ready in an earlier phase. */
  toStartBefore(first: string, second: string): R;
  /** On every new node where the agent runs, it is ready before any workload may start. */
  toStartBeforeWorkloads(agent: string): R;
}

/** The matchers of a BootstrapPlan, for `expect.extend`. */
export const bootstrapMatchers = {
  toBootstrap(value: unknown): jest.CustomMatcherResult {
    const plan = received('toBootstrap', value, BootstrapPlan);
    return matcherResult('new nodes to become Ready without a deadlock', [
      ...plan.deadlocks.flatMap(deadlockInWords),
      ...notReady(plan, plan.nodes),
    ]);
  },

  toBecomeReady(value: unknown, ...nodesOrPools: string[]): jest.CustomMatcherResult {
    const plan = received('toBecomeReady', value, BootstrapPlan);
    const names = new Set(nodesOrPools.flatMap((name) => nodesNamed(plan, name)));
    const some = ({ nodes }: { readonly nodes: readonly string[] }) => nodes.filter((node) => names.has(node));
    const failing = plan.nodes
      .filter(({ becomesReady }) => !becomesReady)
      .map((each) => ({ ...each, nodes: some(each) }))
      .filter(({ nodes }) => nodes.length > 0);
    const failed = new Set(failing.flatMap(({ nodes }) => nodes));
    const deadlocks = plan.deadlocks.filter(({ nodes }) => nodes.some((node) => failed.has(node)));
    return matcherResult(`new nodes like ${nodesOrPools.join(', ')} to become Ready`, [
      ...deadlocks.flatMap(deadlockInWords),
      ...notReady(plan, failing),
    ]);
  },

  toStartBefore(value: unknown, first: string, second: string): jest.CustomMatcherResult {
    const plan = received('toStartBefore', value, BootstrapPlan);
    const [one, other] = [first, second].map((name) => agentKey(plan, name));
    const lines = byOutcome(plan, ({ agents }) => {
      const [a, b] = [one, other].map((key) => agents.find(({ daemonSet }) => daemonSet === key));
      return b?.phase === undefined || (a?.phase !== undefined && a.phase < b.phase)
        ? undefined
        : `${other} is ready in phase ${b.phase}, and ${one} ${stateInWords(a)}`;
    });
    const fix = `fix: let ${other} require what ${one} provides, or taint new nodes with a startup taint that ${one} removes and ${other} does not tolerate`;
    return matcherResult(`${one} to start before ${other}`, [
      ...lines,
      ...(lines.length > 0 ? [fix] : []),
      ...runsNowhere(plan, other),
    ]);
  },

  toStartBeforeWorkloads(value: unknown, agent: string): jest.CustomMatcherResult {
    const plan = received('toStartBeforeWorkloads', value, BootstrapPlan);
    const key = agentKey(plan, agent);
    const lines = byOutcome(plan, ({ agents }) =>
      agents.some(({ daemonSet, outrun }) => daemonSet === key && outrun) ? 'workloads may start before it' : undefined,
    );
    const fix = `fix: let new nodes register with a startup taint that ${key} tolerates and removes once it is ready`;
    return matcherResult(`${key} to start before workloads`, [
      ...lines,
      ...(lines.length > 0 ? [fix] : []),
      ...runsNowhere(plan, key),
    ]);
  },
};

/** What goes wrong on which nodes, a line each. */
function byOutcome({ nodes }: BootstrapPlan, wrong: (node: NodeBootstrap) => string | undefined): string[] {
  const groups = new Map<string, string[]>();
  for (const each of nodes) {
    const what = wrong(each);
    if (what !== undefined) {
      groups.set(what, [...(groups.get(what) ?? []), ...each.nodes]);
    }
  }
  return [...groups].map(([what, names]) => `on ${nodeNamesText(names)} ${what}`);
}

function agentKey({ nodes }: BootstrapPlan, name: string): string {
  return findAgentKey(
    name,
    (nodes[0]?.agents ?? []).map(({ daemonSet }) => daemonSet),
  );
}

/** What is said of an agent that runs on no node would hold of anything. */
function runsNowhere({ nodes }: BootstrapPlan, key: string): string[] {
  const runs = nodes.some(({ agents }) => agents.some((each) => each.daemonSet === key && each.phase !== undefined));
  return runs ? [] : [`${key} runs on no new node`];
}

function stateInWords(agent: AgentBootstrap | undefined): string {
  if (agent?.phase !== undefined) {
    return `in phase ${agent.phase}`;
  }
  const why = agent?.blockedBy.map(({ message }) => message).join('; ');
  return `is ${agent?.state ?? 'Absent'}${why ? `: ${why}` : ''}`;
}

/** A deadlock with the smallest change that opens it. */
function deadlockInWords({ nodes, message, fixes }: BootstrapDeadlock): string[] {
  return [
    `${nodeNamesText(nodes)}: ${message}`,
    ...fixes.map((fix) => `fix: ${fix.daemonSet}: ${fix.message}: ${fix.typescript}`),
  ];
}

/** The nodes that do not become Ready, where no deadlock says why. */
function notReady({ deadlocks }: BootstrapPlan, nodes: readonly NodeBootstrap[]): string[] {
  const explained = new Set(deadlocks.flatMap((deadlock) => deadlock.nodes));
  return nodes
    .filter((each) => !each.becomesReady && !each.nodes.every((node) => explained.has(node)))
    .map(({ nodes: names, remainingTaints }) => {
      const taints = remainingTaints.map(taintToString).join(', ');
      return `${nodeNamesText(names)} never becomes Ready${taints ? `, and keeps ${taints}` : ''}: no agent gives it a network`;
    });
}

/**
 * The nodes that a name means: the node, those whose label names the pool, or those of a declared pool.
 *
 * @throws UnknownNameError when there are none, with the nearest name.
 */
function nodesNamed({ _inventory: { _contents } }: BootstrapPlan, name: string): string[] {
  const { nodes } = _contents;
  if (nodes.some((node) => node.name === name)) {
    return [name];
  }
  const pools = nodes.map((node) => poolOf(node) ?? /^(.+)-[0-9]+$/.exec(node.name)?.[1]);
  const found = nodes.filter((_, i) => pools[i] === name).map((node) => node.name);
  if (found.length === 0) {
    const names = new Set([...pools.filter((pool) => pool !== undefined), ...nodes.map((node) => node.name)]);
    throw notInPlan('node or pool', name, [...names]);
  }
  return found;
}
