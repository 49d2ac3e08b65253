import { platformPort } from '../../../src/lint/rules/platform-port';
import { agent, describeRule } from '../lint-fixture';

const exporter = { container: { ports: [{ containerPort: 9100, hostPort: 9100 }] } };

describeRule(platformPort, [
  [
    'the exporter of the platform is no pod: dell/csm#1783',
    { agents: [agent('exporter', exporter)], platformPorts: [{ port: 9100, usedBy: "OpenShift's own node-exporter" }] },
    "exporter: wants host port 9100/TCP, which OpenShift's own node-exporter holds on every node",
  ],
  [
    'the kubelet is everywhere',
    { agents: [agent('debug', { spec: { hostNetwork: true }, container: { ports: [{ containerPort: 10250 }] } })] },
    'debug: wants host port 10250/TCP, which the kubelet holds on every node',
  ],
  [
    'the port is free',
    { agents: [agent('exporter', exporter)], platformPorts: [{ port: 9100, protocol: 'UDP', usedBy: 'statsd' }] },
  ],
]);
