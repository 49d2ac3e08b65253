import { configMapsWatch } from '../../../src/lint/rules/config-maps-watch';
import { account, agent, bind, describeRule, nodes, role } from '../lint-fixture';

describeRule(configMapsWatch, [
  [
    'the chart of Alloy watches all config maps',
    {
      cluster: nodes(3),
      agents: [agent('alloy', account)],
      beside: [bind('alloy'), role(['secrets', 'configmaps'], ['get', 'list', 'watch'])],
    },
    'alloy: ClusterRole agents lets it watch the config maps of every namespace, from 3 nodes',
  ],
  ['it may get one', { agents: [agent('alloy', account)], beside: [bind('alloy'), role(['configmaps'], ['get'])] }],
  [
    'the role is of somebody else',
    { agents: [agent('alloy', account)], beside: [bind('x'), role(['configmaps'], ['watch'])] },
  ],
]);
