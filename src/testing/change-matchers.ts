import { evictionsInWords } from './eviction-matchers';
import { matcherResult } from './matcher-result';
import { received } from './received';
import { DaemonSetChange, NodesChange } from '../planner/change/between/change-document';
import { PlacementChange } from '../planner/change/between/placement-change';
import { findAgentKey } from '../planner/placement/find-agent';
import { nodeNamesText } from '../report/node-names';

/** What jest's `expect` can say of a PlacementChange. */
export interface ChangeMatchers<R> {
  /** Every agent fares the same on every node, and the same is found about it. */
  toChangeNothing(): R;
  /** No other agent than these fares differently, comes or goes. */
  toOnlyChange(...agents: string[]): R;
  /** Agents come that were not there, just these where some are named; every other one fares as before. */
  toOnlyAddAgents(...agents: string[]): R;
  /**
   * The agent, or every one, runs on all the nodes where it ran, and perhaps on more: no node is lost, none is left with a
   * pod that does not run, no pod of others is preempted for it.
   */
  toOnlyAddNodes(agent?: string): R;
  /** No finding is there that was not there before: neither for this agent nor, where none is named, for any. */
  toAddNoFindings(agent?: string): R;
}

/** The matchers of a PlacementChange, for `expect.extend`. */
export const changeMatchers = {
  toChangeNothing(value: unknown): jest.CustomMatcherResult {
    const change = received('toChangeNothing', value, PlacementChange);
    const { nodes, daemonSets, evicted, spared, findings } = change;
    return matcherResult('the change to change nothing', [
      ...daemonSets.flatMap(changeInWords),
      ...nodesInWords('only the later plan has the nodes', nodes.added),
      ...nodesInWords('only the earlier plan has the nodes', nodes.removed),
      ...evictionsInWords(evicted),
      ...spared.map(
        ({ namespace, name, node, by }) => `${namespace}/${name} on ${node} is no longer preempted for ${by}`,
      ),
      ...findings.appeared.map(findingInWords),
      ...findings.gone.map((finding) => `no longer found: ${findingInWords(finding)}`),
    ]);
  },

  toOnlyChange(value: unknown, ...agents: string[]): jest.CustomMatcherResult {
    const change = received('toOnlyChange', value, PlacementChange);
    const allowed = agents.map((name) => findAgentKey(name, change._agents));
    const others = change.daemonSets.filter((each) => !allowed.includes(keyOf(each)));
    return matcherResult(
      `the change to concern only ${allowed.join(', ') || 'no agent'}`,
      others.flatMap(changeInWords),
    );
  },

  toOnlyAddAgents(value: unknown, ...agents: string[]): jest.CustomMatcherResult {
    const change = received('toOnlyAddAgents', value, PlacementChange);
    const wanted = agents.map((name) => findAgentKey(name, change._agents));
    const added = change.daemonSets.filter((each) => each.change === 'added').map(keyOf);
    const told = wanted.length > 0 ? `only ${wanted.join(', ')}` : 'only agents';
    return matcherResult(`the change to add ${told}`, [
      ...change.daemonSets.filter((each) => each.change !== 'added').flatMap(changeInWords),
      ...wanted.filter((key) => !added.includes(key)).map((key) => `${key} is not added: it was there before`),
      ...(wanted.length > 0 ? added.filter((key) => !wanted.includes(key)).map((key) => `${key} is added too`) : []),
    ]);
  },

  toOnlyAddNodes(value: unknown, agent?: string): jest.CustomMatcherResult {
    const change = received('toOnlyAddNodes', value, PlacementChange);
    const key = agent === undefined ? undefined : findAgentKey(agent, change._agents);
    const concerned = change.daemonSets.filter((each) => key === undefined || keyOf(each) === key);
    const evicted = change.evicted.filter(({ by }) => key === undefined || by === key);
    return matcherResult(`the change to only add nodes to ${key ?? 'the agents'}`, [
      ...concerned.flatMap(shortfallInWords),
      ...evictionsInWords(evicted),
    ]);
  },

  toAddNoFindings(value: unknown, agent?: string): jest.CustomMatcherResult {
    const change = received('toAddNoFindings', value, PlacementChange);
    const key = agent === undefined ? undefined : findAgentKey(agent, change._agents);
    const appeared = change.findings.appeared.filter(({ daemonSet }) => key === undefined || daemonSet === key);
    const of = key === undefined ? '' : ` about ${key}`;
    return matcherResult(`the change to add no findings${of}`, appeared.map(findingInWords));
  },
};

function keyOf({ namespace, name }: DaemonSetChange): string {
  return `${namespace}/${name}`;
}

/** What is different about an agent, a line each. */
function changeInWords(change: DaemonSetChange): string[] {
  const key = keyOf(change);
  const { before, after } = change.scheduled;
  const lines = [
    ...change.gained.map((nodes) => nodesChangeInWords(`${key} gains`, nodes)),
    ...shortfallInWords(change),
    ...Object.entries(change.requestsAdded).map(
      ([resource, amount]) =>
        `${key} requests ${Math.abs(amount)} ${amount < 0 ? 'less' : 'more'} ${resource} for each pod`,
    ),
  ];
  const happens = { added: 'is added', removed: 'is removed', changed: 'changes' }[change.change];
  return change.change === 'changed' && lines.length > 0
    ? lines
    : [`${key} ${happens}: it ran on ${before} nodes, and runs on ${after}`, ...lines];
}

/** What an agent loses, and what the API server refuses of it. */
function shortfallInWords(change: DaemonSetChange): string[] {
  const key = keyOf(change);
  return [
    ...change.lost.map((nodes) => nodesChangeInWords(`${key} loses`, nodes)),
    ...change.stuck.map((nodes) => nodesChangeInWords(`${key} is ${nodes.after} on`, nodes)),
    ...change.immutable.flatMap(({ message, fix }) => [`${key} cannot be changed in place: ${message}`, `fix: ${fix}`]),
  ];
}

function nodesChangeInWords(what: string, { nodes, reason }: NodesChange): string {
  return `${what} ${nodeNamesText(nodes)}: ${reason}`;
}

function nodesInWords(what: string, names: readonly string[]): string[] {
  return names.length > 0 ? [`${what} ${nodeNamesText(names)}`] : [];
}

function findingInWords({ rule, daemonSet, message, fix }: PlacementChange['findings']['appeared'][number]): string {
  return `${rule} in ${daemonSet}: ${message}${fix ? `; fix: ${fix}` : ''}`;
}
