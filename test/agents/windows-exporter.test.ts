import { Manifests, scope, synthesize } from './role-fixture';
import { NodeExporter } from '../../src/agents/node-exporter';
import { NodeSet } from '../../src/agents/node-set';
import { Reach } from '../../src/agents/reach';
import { TolerationSet } from '../../src/agents/toleration-set';
import { WindowsExporter, WindowsExporterProps } from '../../src/agents/windows-exporter';
import { WindowsServer } from '../../src/agents/windows-server';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

function manifests(props?: WindowsExporterProps): Manifests {
  return synthesize((chart) => new WindowsExporter(chart, 'windows-exporter', props));
}

const exporter = manifests();

test('a DaemonSet with its account and a Service is all it takes', () => {
  expect(exporter.kinds).toEqual(['DaemonSet', 'Service', 'ServiceAccount']);
  expect(ManifestValidator.validate(exporter.daemonSet)).toEqual([]);
  expect(exporter.all).toMatchSnapshot();
});

test('it is a process of its node, of Windows alone, in spite of every taint', () => {
  expect(exporter.pod).toMatchObject({
    os: { name: 'windows' },
    nodeSelector: { 'kubernetes.io/os': 'windows' },
    hostNetwork: true,
    dnsPolicy: 'Default',
    automountServiceAccountToken: false,
    tolerations: [{ operator: 'Exists' }],
  });
  for (const { securityContext } of [...exporter.pod.containers, ...exporter.pod.initContainers]) {
    expect(securityContext).toEqual({
      runAsNonRoot: false,
      windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' },
    });
  }
  expect(exporter.pod.volumes).toBeUndefined();
});

test('it listens on the address of the node, on a port the scheduler knows of', () => {
  expect(exporter.container.args).toContain('--web.listen-address=[$(HOST_IP)]:9182');
  expect(exporter.container.ports).toEqual([{ name: 'metrics', containerPort: 9182, hostPort: 9182 }]);
  expect(exporter.container.livenessProbe.httpGet).toMatchObject({ path: '/health', port: 9182 });
  expect(exporter.one('Service').spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics', port: 9182 }] });
});

test('the firewall is opened once for a port', () => {
  const [{ command, args }] = manifests({ port: 9200 }).pod.initContainers;

  expect(command[0]).toBe('powershell.exe');
  expect(args[0]).toMatch(/^if \(-not \(Get-NetFirewallRule -Name 'agents-windows-exporter-9200' /);
  expect(args[0]).toContain('-Direction Inbound -Action Allow -Protocol TCP -LocalPort 9200');
  expect(manifests({ opensFirewall: false }).pod.initContainers).toBeUndefined();
});

test('its user says where it runs, how it is reached and what it is told', () => {
  const { pod, kinds, container } = manifests({
    nodes: NodeSet.windows(WindowsServer.LTSC_2022),
    tolerations: TolerationSet.windows(),
    reach: Reach.push(),
    collectors: { only: ['cpu'] },
    args: ['--log.level=warn'],
  });
  const [{ matchExpressions }] =
    pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;

  expect(matchExpressions).toContainEqual({
    key: 'node.kubernetes.io/windows-build',
    operator: 'In',
    values: ['10.0.20348'],
  });
  expect(pod.tolerations).toHaveLength(2);
  expect(kinds).toEqual(['DaemonSet', 'ServiceAccount']);
  expect(container.args).toEqual([
    '--collectors.enabled=cpu',
    '--web.listen-address=[$(HOST_IP)]:9182',
    '--log.level=warn',
  ]);
});

test.each<[string, WindowsExporterProps, string]>([
  ['a port that is none', { port: 0 }, 'port is 0'],
  ['a flag that is set', { args: ['--web.listen-address=:1'] }, '--web.listen-address is set already'],
  [
    'Linux nodes',
    { nodes: NodeSet.linux() },
    'windows-exporter is made for Windows, and nodes are not those of Windows',
  ],
  ['nodes of any system', { nodes: NodeSet.all() }, 'begin the set with NodeSet.windows()'],
])('%s is refused', (_, props, fault) => {
  expect(() => new WindowsExporter(scope(), 'exporter', props)).toThrow(fault);
});

test('the exporter for Linux is refused on Windows nodes', () => {
  expect(() => new NodeExporter(scope(), 'exporter', { nodes: NodeSet.windows() })).toThrow(
    'node-exporter: nodes are those of Windows, and node-exporter is made for Linux only',
  );
});
