import { undeclaredHostPort } from '../../../src/lint/rules/undeclared-host-port';
import { agent, describeRule } from '../lint-fixture';

describeRule(undeclaredHostPort, [
  [
    'an exporter on the host network declares nothing: node_exporter#2871',
    {
      agents: [
        agent('exporter', {
          container: { image: 'quay.io/prometheus/node-exporter:v1.9.1' },
          spec: { hostNetwork: true },
        }),
      ],
    },
    'exporter: container agent listens on 9100 of the host network and declares no such port',
  ],
  [
    'its flags say where it listens: dash0-operator#1359',
    {
      agents: [
        agent('exporter', {
          container: {
            image: 'quay.io/prometheus/node-exporter:v1.9.1',
            args: ['--web.listen-address=[$(HOST_IP)]:9101'],
          },
          spec: { hostNetwork: true },
        }),
      ],
    },
    'exporter: container agent listens on 9101 of the host network and declares no such port',
  ],
  [
    'it listens for a proxy beside it only: kube-prometheus',
    {
      agents: [
        agent('exporter', {
          container: {
            image: 'quay.io/prometheus/node-exporter:v1.9.1',
            args: ['--web.listen-address=127.0.0.1:9101'],
          },
          spec: { hostNetwork: true },
        }),
      ],
    },
  ],
  [
    'it declares the port',
    {
      agents: [
        agent('exporter', {
          container: { image: 'quay.io/prometheus/node-exporter:v1.9.1', ports: [{ containerPort: 9100 }] },
          spec: { hostNetwork: true },
        }),
      ],
    },
  ],
  [
    'it has a network of its own',
    { agents: [agent('exporter', { container: { image: 'quay.io/prometheus/node-exporter:v1.9.1' } })] },
  ],
  ['nothing is known of the image', { agents: [agent('logs', { spec: { hostNetwork: true } })] }],
]);
