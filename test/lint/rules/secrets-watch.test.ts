import { secretsWatch } from '../../../src/lint/rules/secrets-watch';
import { account, agent, bind, describeRule, role } from '../lint-fixture';

describeRule(secretsWatch, [
  [
    'the chart of Alloy watches all secrets',
    {
      agents: [agent('alloy', account)],
      beside: [bind('alloy'), role(['secrets', 'configmaps'], ['get', 'list', 'watch'])],
    },
    'alloy: ClusterRole agents lets it get, list, watch secrets in every namespace',
  ],
  [
    'a role for everything',
    {
      agents: [agent('alloy', account)],
      beside: [bind('alloy'), { ...role(['*'], ['*']), rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] }],
    },
    'alloy: ClusterRole agents lets it * secrets in every namespace',
  ],
  ['other resources', { agents: [agent('alloy', account)], beside: [bind('alloy'), role(['pods'], ['watch'])] }],
  [
    'secrets by name',
    {
      agents: [agent('alloy', account)],
      beside: [
        bind('alloy'),
        {
          ...role([], []),
          rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'], resourceNames: ['tls'] }],
        },
      ],
    },
  ],
  [
    'the role is of somebody else',
    { agents: [agent('alloy', account)], beside: [bind('operator'), role(['secrets'], ['list'])] },
  ],
]);
