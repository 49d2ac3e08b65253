import { surgeHostPort } from '../../../src/lint/rules/surge-host-port';
import { node } from '../../fixtures';
import { agent, describeRule, surge } from '../lint-fixture';

describeRule(surgeHostPort, [
  [
    'an exporter with a host port surges: kubernetes#106417',
    { agents: [agent('exporter', { container: { ports: [{ containerPort: 9100, hostPort: 9100 }] }, more: surge() })] },
    'exporter: maxSurge is 1 and the pod holds host port 9100/TCP: the new pod waits for ever for the old one to release it',
  ],
  [
    'a declared port of the host network is a host port: traefik-helm-chart#645',
    {
      cluster: [node('a'), node('b'), node('c')],
      agents: [
        agent('proxy', {
          container: { ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }] },
          spec: { hostNetwork: true },
          more: surge('50%'),
        }),
      ],
    },
    'proxy: maxSurge is 2 and the pod holds host port 53/UDP, 80/TCP: the new pod waits for ever for the old one to release it',
  ],
  [
    'a surging agent whose port is its own',
    { agents: [agent('mesh', { container: { ports: [{ containerPort: 15020 }] }, more: surge() })] },
  ],
  [
    'the old pod is deleted first: opentelemetry-helm-charts#382',
    { agents: [agent('otel', { container: { ports: [{ containerPort: 4317, hostPort: 4317 }] } })] },
  ],
]);
