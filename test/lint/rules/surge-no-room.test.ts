import { surgeNoRoom } from '../../../src/lint/rules/surge-no-room';
import { node, pod } from '../../fixtures';
import { agent, describeRule, surge } from '../lint-fixture';

describeRule(surgeNoRoom, [
  [
    'two pods of one agent do not fit on a small node',
    {
      cluster: [node('big'), node('small', { allocatable: { cpu: '150m' } })],
      agents: [agent('mesh', { more: surge() })],
    },
    'mesh: maxSurge is 1, and 1 node cannot hold a second pod of the agent for want of cpu: small',
  ],
  [
    'the node has no place for one more pod: kubernetes#108584',
    { cluster: [node('full', { allocatable: { pods: '1' } })], agents: [agent('mesh', { more: surge() })] },
    'mesh: maxSurge is 1, and 1 node cannot hold a second pod of the agent for want of pods: full',
  ],
  [
    'pods of lower priority make room',
    {
      cluster: [node('a', { allocatable: { cpu: '1' } }), pod('web', 'a', { requests: { cpu: '850m' } })],
      agents: [agent('mesh', { spec: { priorityClassName: 'system-node-critical' }, more: surge() })],
    },
  ],
  [
    'pods of the same priority do not',
    {
      cluster: [node('a', { allocatable: { cpu: '1' } }), pod('web', 'a', { requests: { cpu: '850m' } })],
      agents: [agent('mesh', { more: surge() })],
    },
    'mesh: maxSurge is 1, and 1 node cannot hold a second pod of the agent for want of cpu: a',
  ],
  ['the old pod goes first', { cluster: [node('small', { allocatable: { cpu: '150m' } })], agents: [agent('logs')] }],
]);
