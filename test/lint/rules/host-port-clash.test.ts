import { hostPortClash } from '../../../src/lint/rules/host-port-clash';
import { node, pod } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

const exporter = { container: { ports: [{ containerPort: 9100, hostPort: 9100 }] } };

describeRule(hostPortClash, [
  [
    'two exporters: prometheus-operator#1612',
    { cluster: [node('a'), node('b')], agents: [agent('exporter', exporter), agent('legacy', exporter)] },
    'legacy: wants host port 9100/TCP that agents/exporter wants too, on a, b',
  ],
  [
    'the platform has its own: dell/csm#1783',
    {
      cluster: [
        node('a'),
        pod('openshift-exporter', 'a', {
          spec: { hostNetwork: true, containers: [{ name: 'x', image: 'x:1', ports: [{ containerPort: 9100 }] }] },
        }),
      ],
      agents: [agent('exporter', exporter)],
    },
    'exporter: wants host port 9100/TCP that running pods hold: apps/openshift-exporter on a',
  ],
  [
    'a container port without host network is no host port: k8s-monitoring-helm#2653',
    { agents: [agent('exporter', exporter), agent('legacy', { container: { ports: [{ containerPort: 9100 }] } })] },
  ],
  [
    'another protocol is another port',
    {
      agents: [
        agent('exporter', exporter),
        agent('udp', { container: { ports: [{ containerPort: 9100, hostPort: 9100, protocol: 'UDP' }] } }),
      ],
    },
  ],
  [
    'they share no node',
    {
      cluster: [node('a', { labels: { pool: 'a' } }), node('b', { labels: { pool: 'b' } })],
      agents: [
        agent('exporter', { ...exporter, spec: { nodeSelector: { pool: 'a' } } }),
        agent('legacy', { ...exporter, spec: { nodeSelector: { pool: 'b' } } }),
      ],
    },
  ],
]);
