import { podWatchWithoutNode } from '../../../src/lint/rules/pod-watch-without-node';
import { account, agent, bind, describeRule, nodes, role } from '../lint-fixture';

describeRule(podWatchWithoutNode, [
  [
    'every pod of the agent watches all pods: beyla#824',
    {
      cluster: nodes(3),
      agents: [agent('beyla', account)],
      beside: [bind('alloy'), role(['pods'], ['get', 'list', 'watch'])],
    },
    'beyla: ClusterRole agents lets it watch all pods, from 3 nodes, and no container is told its node',
  ],
  [
    'it is told its node: aws-eks-best-practices#645',
    {
      agents: [
        agent('vector', {
          ...account,
          container: {
            env: [{ name: 'VECTOR_SELF_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
          },
        }),
      ],
      beside: [bind('alloy'), role(['pods'], ['watch'])],
    },
  ],
  ['it only gets pods', { agents: [agent('logs', account)], beside: [bind('alloy'), role(['pods'], ['get'])] }],
]);
