import { variantsOverlap } from '../../../src/lint/rules/variants-overlap';
import { node } from '../../fixtures';
import { agent, describeRule, nodeAffinity } from '../lint-fixture';

const variant = (name: string, spec: object = {}, image = 'quay.io/calico/node:v3') =>
  agent(name, {
    container: { image },
    more: {
      selector: { matchLabels: { variant: name } },
      template: {
        metadata: { labels: { variant: name, 'k8s-app': 'calico-node' } },
        spec: { containers: [{ name: 'agent', image }], ...spec },
      },
    },
  });
const gpu = (operator: string) => ({ affinity: nodeAffinity([{ key: 'pool', operator, values: ['gpu'] }]) });
const cluster = [node('a'), node('gpu', { labels: { pool: 'gpu' } })];

describeRule(variantsOverlap, [
  [
    'the one for the large nodes is added, and the other one not restricted: calico#8104',
    { cluster, agents: [variant('calico'), variant('calico-gpu', gpu('In'))] },
    'calico-gpu: runs the same images as agents/calico, also on gpu',
  ],
  [
    'their selectors are disjoint',
    { cluster, agents: [variant('calico', gpu('NotIn')), variant('calico-gpu', gpu('In'))] },
  ],
  ['they run other images', { cluster, agents: [variant('calico'), variant('canal', {}, 'registry.example/canal:1')] }],
  [
    'they say themselves that they are different agents',
    {
      cluster,
      agents: [agent('logs', { container: { image: 'x:1' } }), agent('events', { container: { image: 'x:1' } })],
    },
  ],
]);
