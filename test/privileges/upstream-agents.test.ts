import { hostVolumes, namespace, reportOf } from './privilege-fixture';
import { daemonSet } from '../fixtures';

const DROP_ALL = { drop: ['ALL'] };

/** What matters here of manifests as their projects publish them, with the level their own documents ask for. */
const AGENTS: [name: string, spec: object, level: string, baseline: string[]][] = [
  [
    'node-exporter of kube-prometheus',
    {
      hostNetwork: true,
      hostPID: true,
      securityContext: { runAsNonRoot: true, runAsUser: 65534 },
      volumes: hostVolumes('/sys', '/'),
      containers: [
        {
          name: 'node-exporter',
          securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_TIME'], ...DROP_ALL } },
        },
        { name: 'kube-rbac-proxy', ports: [{ containerPort: 9100, hostPort: 9100 }] },
      ],
    },
    'privileged',
    ['capabilities_baseline', 'hostNamespaces', 'hostPathVolumes', 'hostPorts'],
  ],
  [
    'flannel, whose Namespace enforces privileged',
    {
      hostNetwork: true,
      volumes: hostVolumes('/run/flannel', '/opt/cni/bin', '/etc/cni/net.d', '/run/xtables.lock'),
      containers: [
        {
          name: 'kube-flannel',
          securityContext: { privileged: false, capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
        },
      ],
    },
    'privileged',
    ['capabilities_baseline', 'hostNamespaces', 'hostPathVolumes'],
  ],
  [
    'MetalLB speaker, whose Namespace enforces privileged',
    {
      hostNetwork: true,
      containers: [
        {
          name: 'speaker',
          ports: [{ containerPort: 9120 }, { containerPort: 7946 }],
          livenessProbe: { httpGet: { path: '/healthz', port: 'healthz', host: '127.0.0.1' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_RAW'], ...DROP_ALL } },
        },
      ],
    },
    'privileged',
    ['capabilities_baseline', 'hostNamespaces', 'hostPorts', 'hostProbesAndHostLifecycle'],
  ],
  [
    'Calico',
    {
      hostNetwork: true,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      volumes: hostVolumes('/lib/modules', '/var/run/calico', '/sys/fs/bpf'),
      containers: [{ name: 'calico-node', securityContext: { privileged: true } }],
    },
    'privileged',
    ['hostNamespaces', 'hostPathVolumes', 'privileged'],
  ],
  [
    'Fluent Bit of fluent/helm-charts, which needs only the logs of the node',
    {
      volumes: hostVolumes('/var/log', '/var/lib/docker/containers', '/etc/machine-id'),
      containers: [{ name: 'fluent-bit' }],
    },
    'privileged',
    ['hostPathVolumes'],
  ],
  ['an agent that asks for nothing of the node', { containers: [{ name: 'agent' }] }, 'baseline', []],
];

test.each(AGENTS)('%s', (_, spec, level, baseline) => {
  const [agent] = reportOf([daemonSet('agent', spec)]).agents;
  expect([agent.level, agent.baselineViolations.map(({ control }) => control)]).toEqual([level, baseline]);
});

test('what a Namespace of upstream says is what the report says', () => {
  const [, [, flannel]] = AGENTS;
  const { namespaces, findings } = reportOf([
    namespace('agents', { enforce: 'privileged' }),
    daemonSet('kube-flannel-ds', flannel),
  ]);
  expect([namespaces[0].level, findings]).toEqual(['privileged', []]);
});
