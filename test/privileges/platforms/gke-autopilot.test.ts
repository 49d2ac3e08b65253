import { describePlatformRule, inNamespace, mounting, secured } from './platform-fixture';

const port = { ports: [{ containerPort: 9100, hostPort: 9100 }] };

describePlatformRule('gke-autopilot-host-namespaces', [
  [
    'node exporter: pipe-cd/pipecd#4411',
    [secured('exporter', undefined, { hostNetwork: true, hostPID: true })],
    'exporter: hostNetwork is true, which Autopilot refuses',
    'exporter: hostPID is true, which Autopilot refuses',
  ],
  ['a collector of logs', [mounting('logs', ['/var/log:ro'])]],
]);

describePlatformRule('gke-autopilot-privileged', [
  [
    'a sniffer of packets: kubeshark/kubeshark#1425',
    [secured('kubeshark', { privileged: true })],
    'kubeshark: container agent is privileged, which Autopilot refuses',
  ],
  ['root without privileges', [secured('logs', { runAsUser: 0 })]],
]);

describePlatformRule('gke-autopilot-host-path', [
  [
    'Vector as it comes: vectordotdev/helm-charts#269',
    [mounting('vector', ['/var/log:ro', '/var/lib:ro', '/proc:ro', '/var/log/vector'])],
    'vector: mounts /proc, /var/lib of the node: Autopilot allows /var/log only',
    'vector: mounts /var/log/vector of the node for writing: Autopilot allows reading only',
  ],
  ['logs to read', [mounting('logs', ['/var/log/pods:ro', '/var/log:ro'])]],
]);

describePlatformRule('gke-autopilot-host-port', [
  [
    'node exporter: l7mp/stunner-helm#9',
    [secured('exporter', undefined, {}, port)],
    'exporter: takes host port 9100/TCP, which Autopilot refuses',
  ],
  ['a port of the pod', [secured('exporter', undefined, {}, { ports: [{ containerPort: 9100 }] })]],
]);

describePlatformRule('gke-autopilot-capabilities', [
  [
    'Falcon sensor: CrowdStrike/falcon-helm#310',
    [secured('falcon', { capabilities: { add: ['SYS_ADMIN', 'SYS_PTRACE', 'BPF', 'NET_RAW'] } })],
    'falcon: container agent adds SYS_ADMIN, BPF, which Autopilot refuses',
  ],
  [
    'a name with CAP_: SumoLogic/sumologic-kubernetes-collection#3437',
    [secured('sumologic', { capabilities: { add: ['CAP_CHOWN'] } })],
    'sumologic: container agent adds CAP_CHOWN, which Autopilot refuses',
  ],
  ['a tracer of processes', [secured('tracer', { capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] } })]],
]);

describePlatformRule('gke-autopilot-managed-namespace', [
  [
    'kube-system: prometheus-community/helm-charts#713',
    [inNamespace('kube-system', secured('exporter', undefined))],
    'exporter: namespace kube-system is managed by Google',
  ],
  ['a namespace of its own', [secured('exporter', undefined)]],
]);
