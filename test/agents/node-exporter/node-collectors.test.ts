import { NodeExporter, NodeExporterProps } from '../../../src/agents/node-exporter';
import { DEFAULT_COLLECTORS, OPTIONAL_COLLECTORS } from '../../../src/agents/node-exporter/collector-names';
import { NodeCollectors } from '../../../src/agents/node-exporter/node-collectors';
import { TextfileCollector } from '../../../src/agents/node-exporter/textfile-collector';
import { LOCKED_DOWN, Manifests, scope, synthesize } from '../role-fixture';

function manifests(collectors: NodeCollectors): Manifests {
  return synthesize((chart) => new NodeExporter(chart, 'node-exporter', { collectors }));
}

const flags = (collectors: NodeCollectors) =>
  manifests(collectors).container.args.filter((arg: string) => /^--(no-)?collector\./.test(arg));

test('every collector of node exporter 1.12.1 for Linux is known, once', () => {
  expect(DEFAULT_COLLECTORS).toHaveLength(49);
  expect(OPTIONAL_COLLECTORS).toHaveLength(30);
  expect(new Set([...DEFAULT_COLLECTORS, ...OPTIONAL_COLLECTORS]).size).toBe(79);
});

test('collectors are turned on and off by their flags', () => {
  expect(flags({ enable: ['processes', 'tcpstat'], disable: ['btrfs'] })).toEqual([
    '--collector.processes',
    '--collector.tcpstat',
    '--no-collector.btrfs',
  ]);
  expect(flags({})).toEqual([]);
});

test('naming those that run turns off all others', () => {
  expect(flags({ only: ['cpu', 'meminfo', 'cpu'] })).toEqual([
    '--collector.disable-defaults',
    '--collector.cpu',
    '--collector.meminfo',
  ]);
});

test('services and sessions come with the directory of the socket of D-Bus, read-only', () => {
  const dbus = '/run/dbus /var/run/dbus ro Directory';

  expect(manifests({ enable: ['systemd'] }).hostMounts).toContain(dbus);
  expect(manifests({ only: ['logind'] }).hostMounts).toContain(dbus);
  expect(manifests({ enable: ['processes'] }).hostMounts).not.toContain(dbus);
});

test('services and sessions are asked for without an AppArmor profile, which forbids to', () => {
  const asking = manifests({ enable: ['systemd'] });

  expect(asking.container.securityContext).toMatchObject({
    appArmorProfile: { type: 'Unconfined' },
    runAsUser: 65534,
    capabilities: { drop: ['ALL'] },
  });
  expect(asking.daemonSet.metadata.annotations['cdk8s-node-agents/unconfined']).toContain('over D-Bus');
  expect(manifests({}).container.securityContext).not.toHaveProperty('appArmorProfile');
});

test("root is the exporter that reads what is root's, and no more than that", () => {
  expect(manifests({ enable: ['slabinfo'] }).container.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsUser: 0,
    runAsNonRoot: false,
  });
  expect(manifests({ enable: ['perf'] }).container.securityContext).toMatchObject({
    runAsUser: 0,
    capabilities: { add: ['PERFMON'], drop: ['ALL'] },
  });
});

test.each<[string, NodeExporterProps, string]>([
  ['a typo', { collectors: { enable: ['systmed'] as never } }, '"systmed" is unknown; did you mean systemd?'],
  ['a name of nothing', { collectors: { disable: ['__proto__'] as never } }, '"__proto__" is unknown; there are arp'],
  ['on and off', { collectors: { enable: ['wifi'], disable: ['wifi'] } }, 'wifi is both enabled and disabled'],
  ['off what is off', { collectors: { disable: ['wifi'] } }, 'wifi does not run unless it is enabled'],
  ['only nothing', { collectors: { only: [] } }, 'collectors.only is empty'],
  ['only and more', { collectors: { only: ['cpu'], enable: ['wifi'] } }, 'only is given with enable or disable'],
  [
    'text files without their collector',
    { textfile: TextfileCollector.fromHostDirectory('/var/lib/metrics'), collectors: { disable: ['textfile'] } },
    'textfile is given, and collectors turns the collector textfile off',
  ],
  [
    'a flag against a collector',
    { collectors: { enable: ['wifi'] }, args: ['--no-collector.wifi'] },
    '--no-collector.wifi is set already',
  ],
  [
    'a flag for a collector that is off',
    { collectors: { disable: ['zfs'] }, args: ['--collector.zfs'] },
    '--collector.zfs is set already',
  ],
])('%s fails where it is written', (_, props, message) => {
  expect(() => new NodeExporter(scope(), 'node-exporter', props)).toThrow(message);
});
