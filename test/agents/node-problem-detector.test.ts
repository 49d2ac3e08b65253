import { Manifests, synthesize } from './role-fixture';
import { NodeProblemDetector, NodeProblemDetectorProps } from '../../src/agents/node-problem-detector';
import { NodeSet } from '../../src/agents/node-set';
import { WindowsServer } from '../../src/agents/windows-server';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

function manifests(props: NodeProblemDetectorProps = {}): Manifests {
  return synthesize((chart) => new NodeProblemDetector(chart, 'npd', props));
}

const OWN = JSON.stringify({ plugin: 'filelog', logPath: '/var/log/messages', source: 'disk', rules: [] });

test('it reads the kernel messages, for which it is privileged, and says so', () => {
  const { container, daemonSet, hostMounts } = manifests();

  expect(container.args).toContain('--config.system-log-monitor=/config/kernel-monitor.json');
  expect(hostMounts).toEqual([
    '/var/log /var/log ro Directory',
    '/etc/localtime /etc/localtime ro FileOrCreate',
    '/dev/kmsg /dev/kmsg ro CharDevice',
  ]);
  expect(container.securityContext.privileged).toBe(true);
  expect(daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('/dev/kmsg');
});

test('without the kernel messages one capability is enough', () => {
  const { container, hostMounts } = manifests({ kernelMessages: false, logMonitors: { 'disk.json': OWN } });

  expect(container.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['DAC_READ_SEARCH'] });
  expect(container.securityContext).not.toHaveProperty('privileged');
  expect(hostMounts.join()).not.toContain('/dev/kmsg');
});

test('monitors of the user are read from a ConfigMap, and a changed one replaces the pods', () => {
  const one = manifests({ logMonitors: { 'disk.json': OWN }, pluginMonitors: { 'ntp.json': '{}' } });
  const other = manifests({ logMonitors: { 'disk.json': '{}' }, pluginMonitors: { 'ntp.json': '{}' } });

  expect(Object.keys(one.one('ConfigMap').data)).toEqual(['disk.json', 'ntp.json']);
  expect(one.container.args).toEqual(
    expect.arrayContaining([
      '--config.system-log-monitor=/config/kernel-monitor.json,/custom-config/disk.json',
      '--config.custom-plugin-monitor=/custom-config/ntp.json',
    ]),
  );
  expect(one.checksum).not.toBe(other.checksum);
});

test('kubelet and Prometheus reach it, which they would not on the loopback address', () => {
  const { container, one } = { container: manifests().container, one: manifests().one('Service') };

  expect(container.args).toEqual(expect.arrayContaining(['--address=0.0.0.0', '--prometheus-address=0.0.0.0']));
  expect(container.readinessProbe.httpGet).toMatchObject({ path: '/healthz', port: 20256 });
  expect(one.spec.ports).toMatchObject([{ name: 'metrics', port: 20257 }]);
});

test('it may patch the status of nodes and write events', () => {
  const rules = manifests().one('ClusterRole').rules;

  expect(rules.map(({ resources, verbs }: any) => `${resources} ${verbs}`)).toEqual([
    'nodes get',
    'nodes/status patch',
    'events create,patch,update',
  ]);
});

test('everything wrong is told at once', () => {
  expect(() =>
    manifests({
      monitors: ['kernel-monitor.json', '../x.json'],
      logMonitors: { 'a.json': '{' },
      pluginMonitors: { 'a.json': '{}' },
      kernelMessages: false,
    }),
  ).toThrow(
    [
      'NodeProblemDetector: "../x.json" is no name of a JSON file',
      'NodeProblemDetector: a.json is no JSON of a monitor',
      'NodeProblemDetector: a.json is both a log monitor and a plugin monitor',
      'NodeProblemDetector: kernel-monitor.json reads /dev/kmsg: leave out kernelMessages: false, or the monitor',
    ].join('\n'),
  );
  expect(() => manifests({ kernelMessages: false })).toThrow('there is no monitor');
});

test.each<[string, () => unknown, string]>([
  [
    'a monitor twice',
    () => manifests({ monitors: ['kernel-monitor.json', 'kernel-monitor.json'] }),
    'monitors has "kernel-monitor.json" more than once',
  ],
  [
    'a list for a monitor',
    () => manifests({ logMonitors: { 'disk.json': '[]' } }),
    'disk.json is no JSON of a monitor',
  ],
  [
    'YAML for a monitor',
    () => manifests({ logMonitors: { 'disk.json': 'plugin: filelog' } }),
    'disk.json is no JSON of a monitor',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test('the whole of it', () => {
  expect(manifests().all).toMatchSnapshot();
});

describe('on Windows nodes', () => {
  const nodes = NodeSet.windows(WindowsServer.LTSC_2022);
  const disk = JSON.stringify({ plugin: 'filelog', logPath: 'C:\\logs\\disk.log', source: 'disk', rules: [] });
  const agent = manifests({ nodes, logMonitors: { 'disk.json': disk } });

  test('it reads the logs of its monitors, and sees no other', () => {
    expect(agent.hostMounts).toEqual(['C:\\logs C:\\logs ro Directory']);
    expect(agent.container.args).toContain('--config.system-log-monitor=C:\\custom-config\\disk.json');
    expect(agent.container.volumeMounts).toContainEqual({
      name: 'config',
      mountPath: 'C:\\custom-config',
      readOnly: true,
    });
  });

  test('it is no process of the node, and of an image for that version of Windows Server', () => {
    expect(agent.pod.os).toEqual({ name: 'windows' });
    expect(agent.container).toMatchObject({
      image: 'registry.k8s.io/node-problem-detector/node-problem-detector-windows:v1.35.1',
      command: ['C:\\node-problem-detector.exe'],
      securityContext: { windowsOptions: { runAsUserName: 'ContainerAdministrator' } },
    });
    expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
    expect(() => manifests({ nodes: NodeSet.windows(), logMonitors: { 'disk.json': disk } })).toThrow(
      'there is an image for each of LTSC_2022',
    );
  });

  test('it may ask what it may ask on Linux nodes', () => {
    expect(agent.one('ClusterRole').rules).toEqual(manifests().one('ClusterRole').rules);
  });

  test('there is no monitor unless one is given, and no device of kernel messages', () => {
    expect(() => manifests({ nodes })).toThrow('there is no monitor');
    expect(() => manifests({ nodes, kernelMessages: true, monitors: ['kernel-monitor.json'] })).toThrow(
      /kernelMessages are of Linux[^]*"kernel-monitor.json" does not work on Windows nodes/,
    );
  });

  test('the whole of it', () => {
    expect(agent.all).toMatchSnapshot();
  });
});
