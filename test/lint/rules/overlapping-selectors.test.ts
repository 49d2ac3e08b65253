import { overlappingSelectors } from '../../../src/lint/rules/overlapping-selectors';
import { agent, describeRule } from '../lint-fixture';

const labels = { app: 'calico-node' };
const shared = { more: { selector: { matchLabels: labels }, template: { metadata: { labels } } } };

describeRule(overlappingSelectors, [
  [
    'the copies for two pools share their label: calico#8104',
    { agents: [agent('calico', shared), agent('calico-large', shared)] },
    'calico: the selector of agents/calico-large also selects its pods',
    'calico-large: the selector of agents/calico also selects its pods',
  ],
  ['each has a label of its own', { agents: [agent('calico'), agent('calico-large')] }],
  [
    'they are in different namespaces',
    {
      agents: [
        agent('calico', shared),
        agent('calico-large', { ...shared, metadata: { namespace: 'other', name: 'calico-large' } }),
      ],
    },
  ],
]);
