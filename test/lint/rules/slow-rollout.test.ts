import { slowRollout } from '../../../src/lint/rules/slow-rollout';
import { agent, describeRule, nodes, rolling } from '../lint-fixture';

describeRule(slowRollout, [
  [
    'sixty nodes are replaced one by one: secrets-store-csi-driver#361',
    { cluster: nodes(60), agents: [agent('csi')] },
    'csi: maxUnavailable comes to 1: a rollout over 60 nodes takes 60 waves, one after the other',
  ],
  [
    'a tenth at a time: cluster-dns-operator#217',
    { cluster: nodes(60), agents: [agent('dns', { more: rolling('10%') })] },
  ],
  ['a few nodes', { cluster: nodes(12), agents: [agent('dns')] }],
]);
