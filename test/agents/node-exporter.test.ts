import { LOCKED_DOWN, Manifests, scope, synthesize } from './role-fixture';
import { NodeExporter, NodeExporterProps } from '../../src/agents/node-exporter';
import { TolerationSet } from '../../src/agents/toleration-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

function manifests(props?: NodeExporterProps): Manifests {
  return synthesize((chart) => new NodeExporter(chart, 'node-exporter', props));
}

const exporter = manifests();

test('a DaemonSet with its account and a Service is all it takes', () => {
  expect(exporter.kinds).toEqual(['DaemonSet', 'Service', 'ServiceAccount']);
  expect(exporter.daemonSet.metadata).toMatchObject({ name: 'node-exporter', namespace: 'agents' });
});

test('the image has a fixed version', () => {
  expect(exporter.container.image).toBe('quay.io/prometheus/node-exporter:v1.12.1');
  expect(exporter.container.imagePullPolicy).toBe('IfNotPresent');
});

test('it sees the network and the processes of the node, and the node read-only', () => {
  expect(exporter.pod.hostPID).toBeUndefined();
  expect(exporter.pod).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
  expect(exporter.pod.hostIPC).toBeUndefined();
  expect(exporter.hostMounts).toEqual([
    '/proc /host/proc ro Directory',
    '/sys /host/sys ro Directory HostToContainer',
    '/ /host/root ro Directory HostToContainer',
  ]);
  expect(exporter.container.args).toEqual(
    expect.arrayContaining([
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      '--path.rootfs=/host/root',
      '--path.udev.data=/host/root/run/udev/data',
    ]),
  );
});

test('it runs as nobody and can do nothing', () => {
  expect(exporter.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    runAsNonRoot: true,
    runAsUser: 65534,
    runAsGroup: 65534,
  });
  expect(exporter.pod.automountServiceAccountToken).toBe(false);
});

test('it listens on the address of the node, on a port the scheduler knows of', () => {
  expect(exporter.container.args).toContain('--web.listen-address=[$(HOST_IP)]:9100');
  expect(exporter.container.env).toEqual([
    { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
  ]);
  expect(exporter.container.ports).toEqual([{ name: 'metrics', containerPort: 9100, hostPort: 9100 }]);
});

test('the kubelet asks it whether it is well', () => {
  expect(exporter.container.livenessProbe.httpGet).toMatchObject({ path: '/', port: 9100 });
  expect(exporter.container.readinessProbe.httpGet).toMatchObject({ path: '/', port: 9100 });
});

test('every node is scraped by a headless Service', () => {
  expect(exporter.one('Service').spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics', port: 9100 }] });
});

test('it runs on every Linux node in spite of every taint, and on nodes without a kubelet never', () => {
  expect(exporter.pod.tolerations).toEqual([{ operator: 'Exists' }]);
  expect(exporter.pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  const terms = exporter.pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(terms).toEqual([
    {
      matchExpressions: [
        { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] },
        { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
      ],
    },
  ]);
});

test('it evicts nobody unless told to', () => {
  expect(exporter.pod.priorityClassName).toBeUndefined();
});

test('it requests little and is not throttled', () => {
  expect(exporter.container.resources).toEqual({
    requests: { cpu: '50m', memory: '64Mi' },
    limits: { memory: '180Mi' },
  });
});

test('its port is one port everywhere', () => {
  const moved = manifests({ port: 9111 });

  expect(moved.container.args).toContain('--web.listen-address=[$(HOST_IP)]:9111');
  expect(moved.container.ports).toEqual([{ name: 'metrics', containerPort: 9111, hostPort: 9111 }]);
  expect(moved.container.livenessProbe.httpGet.port).toBe(9111);
  expect(moved.one('Service').spec.ports[0].port).toBe(9111);
  expect(moved.one('Service').metadata.annotations['prometheus.io/port']).toBe('9111');
});

test('processes and udev can be left out', () => {
  const less = manifests({ hostPid: false, udev: false });

  expect(less.pod.hostPID).toBeUndefined();
  expect(less.container.args.filter((arg: string) => arg.includes('udev'))).toEqual([]);
});

test('further flags come after its own', () => {
  const { args } = manifests({ args: ['--collector.systemd', '--no-collector.wifi'] }).container;

  expect(args.slice(-2)).toEqual(['--collector.systemd', '--no-collector.wifi']);
});

test('where it runs can be changed', () => {
  const moved = manifests({ tolerations: TolerationSet.controlPlane() });

  expect(moved.pod.tolerations.map(({ key }: any) => key)).toEqual([
    'node-role.kubernetes.io/control-plane',
    'node-role.kubernetes.io/master',
  ]);
});

test.each<[string, NodeExporterProps, string]>([
  ['a port that is none', { port: 0 }, 'port is 0'],
  ['a flag that is set already', { args: ['--path.procfs=/proc'] }, '--path.procfs is set already'],
  ['a word that is no flag', { args: ['collector.systemd'] }, '"collector.systemd" is no flag'],
])('%s fails where it is written', (_, props, message) => {
  expect(() => new NodeExporter(scope(), 'node-exporter', props)).toThrow(message);
});

test('a surge fails the synth: the new pod would wait for the port of the old one', () => {
  expect(() => manifests({ update: UpdateStrategy.surge() })).toThrow('host port 9100/TCP');
});

test('the whole of it', () => {
  expect(exporter.all).toMatchSnapshot();
});
