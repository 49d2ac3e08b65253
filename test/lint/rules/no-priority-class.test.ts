import { noPriorityClass } from '../../../src/lint/rules/no-priority-class';
import { node, priorityClass } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

describeRule(noPriorityClass, [
  [
    'the chart of an agent sets none: karpenter-provider-aws#9269',
    { agents: [agent('falcon')] },
    'falcon: has no priorityClassName: nothing makes room for it on a full node',
  ],
  ['it has one', { agents: [agent('falcon', { spec: { priorityClassName: 'system-cluster-critical' } })] }],
  [
    'a global default gives it a priority',
    { cluster: [node('a'), priorityClass('agents', 1000, { globalDefault: true })], agents: [agent('falcon')] },
  ],
  [
    'the graver rule says it',
    { agents: [agent('proxy', { container: { image: 'registry.k8s.io/kube-proxy:v1.36.2' } })] },
  ],
]);
