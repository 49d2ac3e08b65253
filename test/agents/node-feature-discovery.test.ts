import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { Manifests, LOCKED_DOWN, synthesize } from './role-fixture';
import { NodeFeatureDiscovery, NodeFeatureDiscoveryProps } from '../../src/agents/node-feature-discovery';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';
import { recognise } from '../../src/planner/bootstrap/role/recognise';

function manifests(props: NodeFeatureDiscoveryProps = {}): Manifests {
  return synthesize((chart) => new NodeFeatureDiscovery(chart, 'features', props));
}

const agent = manifests();
const configOf = (each: Manifests) => parse(each.one('ConfigMap').data['nfd-worker.conf']);

test('it comes to every node that something may wait for labels on', () => {
  expect(agent.pod).toMatchObject({
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
  });
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('the bootstrap planner knows it, whatever it is called', () => {
  const { daemonSet: object } = agent;

  expect(object.metadata.name).toBe('features');
  expect(recognise({ object, kind: 'DaemonSet', apiVersion: 'apps/v1', describe: () => 'features' })?.product).toBe(
    'the Node Feature Discovery worker',
  );
});

test('it runs as nobody and sees the node read-only, where it looks for it', () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsUser: 65534,
    runAsGroup: 65534,
    runAsNonRoot: true,
  });
  expect(agent.hostMounts).toEqual([
    '/boot /host-boot ro Directory',
    '/etc/os-release /host-etc/os-release ro File',
    '/sys /host-sys ro Directory HostToContainer',
    '/usr/lib /host-usr/lib ro Directory',
    '/lib /host-lib ro Directory',
    '/proc/swaps /host-proc/swaps ro File',
    '/etc/kubernetes/node-feature-discovery/features.d /etc/kubernetes/node-feature-discovery/features.d ro DirectoryOrCreate',
  ]);
});

test('it may change NodeFeatures of its own namespace, and nothing of the cluster', () => {
  expect(agent.kinds).not.toContain('ClusterRole');
  expect(agent.one('Role').rules.map(({ resources, verbs }: any) => `${resources} ${verbs}`)).toEqual([
    'nodefeatures create,get,update,delete',
    'pods get',
  ]);
});

test('devices are labelled by vendor, which is what the NVIDIA device plugin selects nodes by', () => {
  expect(agent.container.args).toEqual(['-config=/etc/nfd-worker/nfd-worker.conf']);
  expect(configOf(agent)).toEqual({
    core: { sleepInterval: '60s', labelSources: ['all'] },
    sources: { pci: { deviceClassWhitelist: ['02', '03', '0b40', '12'], deviceLabelFields: ['vendor'] } },
  });
});

test('sources, classes and the interval are said, and replace the pods', () => {
  const own = manifests({ interval: Duration.minutes(5), labelSources: ['cpu', 'local'], pciClasses: ['0300'] });

  expect(configOf(own)).toMatchObject({
    core: { sleepInterval: '300s', labelSources: ['cpu', 'local'] },
    sources: { pci: { deviceClassWhitelist: ['0300'] } },
  });
  expect(own.checksum).not.toBe(agent.checksum);
});

test('it is probed, and scraped, by one port', () => {
  expect(agent.container.livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 8080 });
  expect(agent.one('Service').spec.ports).toMatchObject([{ name: 'metrics', port: 8080 }]);
});

test('everything wrong is told at once', () => {
  expect(() => manifests({ interval: Duration.millis(1500), labelSources: ['CPU'], pciClasses: ['3'] })).toThrow(
    [
      'NodeFeatureDiscovery: interval is 1.5 seconds: write a whole number of at least 1',
      'NodeFeatureDiscovery: labelSources: "CPU" is unknown; did you mean cpu?',
      'NodeFeatureDiscovery: pciClasses: "3" is no class: write two, four or six hexadecimal digits',
    ].join('\n'),
  );
  expect(() => manifests({ labelSources: [] })).toThrow('there would be no label');
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});

test.each<[string, () => unknown, string]>([
  [
    'a source that is none',
    () => manifests({ labelSources: ['cpuu'] }),
    'labelSources: "cpuu" is unknown; did you mean cpu?',
  ],
  ['a source twice', () => manifests({ labelSources: ['cpu', 'cpu'] }), 'labelSources has "cpu" more than once'],
  [
    'a source beside all',
    () => manifests({ labelSources: ['all', 'cpu'] }),
    'labelSources: all has every source already',
  ],
  ['a class twice', () => manifests({ pciClasses: ['02', '02'] }), 'pciClasses has "02" more than once'],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test('a source is left out of all by a minus', () => {
  expect(() => manifests({ labelSources: ['all', '-local'] })).not.toThrow();
});

test('its collector of garbage knows the memory limit, as in the manifests of the project', () => {
  expect(agent.container.env).toContainEqual({
    name: 'GOMEMLIMIT',
    valueFrom: { resourceFieldRef: { resource: 'limits.memory' } },
  });
});
