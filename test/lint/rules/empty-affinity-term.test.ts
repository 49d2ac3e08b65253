import { emptyAffinityTerm } from '../../../src/lint/rules/empty-affinity-term';
import { agent, describeRule, nodeAffinity } from '../lint-fixture';

describeRule(emptyAffinityTerm, [
  [
    'a template rendered nothing into the only term',
    { agents: [agent('logs', { spec: { affinity: nodeAffinity([]) } })] },
    'logs: 1 of 1 nodeSelectorTerms is empty and matches no node: the agent runs on no node',
  ],
  [
    'one of two terms is empty',
    { agents: [agent('logs', { spec: { affinity: nodeAffinity([], [{ key: 'gpu', operator: 'Exists' }]) } })] },
    'logs: 1 of 2 nodeSelectorTerms is empty and matches no node',
  ],
  ['no affinity', { agents: [agent('logs')] }],
  [
    'a full term',
    { agents: [agent('logs', { spec: { affinity: nodeAffinity([{ key: 'gpu', operator: 'Exists' }]) } })] },
  ],
]);
