import { LintRule } from '../rule';

export const surgeHostNetwork: LintRule = {
  id: 'surge-host-network',
  severity: 'warning',
  title: 'The agent is replaced by surge on the host network.',
  why:
    'The old and the new pod share the network of the node. A port that the process binds and the pod does not ' +
    'declare is unknown to the scheduler: the new process starts, finds the port taken, and crashes until the ' +
    'rollout is rolled back.',
  see: ['kubernetes/kubernetes#106417', 'kubernetes/enhancements#1590'],
  check: ({ planned, strategy }) =>
    strategy.maxSurge > 0 && planned.pod.hostNetwork && planned.footprint.hostPorts.length === 0
      ? [
          {
            message: `maxSurge is ${strategy.maxSurge} on the host network: two processes of the agent run on a node at once, and only one of them can bind a port`,
            fix: 'write updateStrategy.rollingUpdate: {maxSurge: 0, maxUnavailable: 10%}, or leave out hostNetwork',
          },
        ]
      : [],
};
