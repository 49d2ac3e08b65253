import { NodeState } from '../../planner/placement/node-state';
import { PlannedAgent } from '../../planner/placement/planned-agent';
import { LintRule } from '../rule';
import { count, nodeNames } from '../words';

export const surgeNoRoom: LintRule = {
  id: 'surge-no-room',
  severity: 'error',
  title: 'The agent is replaced by surge, and nodes have no room for two of its pods.',
  why:
    'With maxSurge the new pod must fit beside the old one. Both have the same priority, so the new one cannot ' +
    'preempt the old one: it stays Pending on NodeResourcesFit, and the rollout stops there. Pods of lower priority ' +
    'do make room.',
  see: ['kubernetes/kubernetes#106417', 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/'],
  check: ({ planned, strategy, wantedOn }, { placement }) => {
    if (strategy.maxSurge === 0) {
      return [];
    }
    const short = wantedOn
      .filter((i) => placement.verdicts[planned.index][i].state === 'Scheduled')
      .map((i) => ({ state: placement.nodes[i], resource: shortBeside(planned, placement.nodes[i]) }))
      .filter(({ resource }) => resource !== undefined);
    if (short.length === 0) {
      return [];
    }
    const resources = [...new Set(short.map(({ resource }) => resource))].join(' and ');
    return [
      {
        message: `maxSurge is ${strategy.maxSurge}, and ${count(short.length, 'node')} cannot hold a second pod of the agent for want of ${resources}: ${nodeNames(short.map(({ state }) => state.node))}`,
        fix: 'write updateStrategy.rollingUpdate: {maxSurge: 0, maxUnavailable: 10%}, or leave room for twice what the agent requests',
      },
    ];
  },
};

/** What is short for a second pod, once all pods that it may preempt are gone. */
function shortBeside({ footprint, priority, preemptionPolicy }: PlannedAgent, state: NodeState): string | undefined {
  const staying = state.pods.filter((pod) => preemptionPolicy === 'Never' || pod.priority >= priority);
  if (staying.length + 1 > state.allocatable('pods')) {
    return 'pods';
  }
  const short = [...footprint.requests].find(([resource, amount]) => {
    const used = staying.reduce((sum, pod) => sum + (pod.requests.get(resource) ?? 0), 0);
    return amount > 0 && used + amount > state.allocatable(resource);
  });
  return short?.[0];
}
