import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { hostMountsOf, LOCKED_DOWN, Manifests, synthesize, unchecked } from './role-fixture';
import { CsiNodeDriver } from '../../src/agents/csi-node-driver';
import { CsiDriver } from '../../src/agents/csi-node-driver/csi-driver';
import {
  CsiDriverOptions,
  FsGroupPolicy,
  VolumeLifecycleMode,
} from '../../src/agents/csi-node-driver/csi-driver-options';
import { HostMount } from '../../src/agents/host-mount';
import { NodeSet } from '../../src/agents/node-set';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

const IMAGE = 'registry.example.com/driver:1.0.0';

function manifests(driver = CsiDriver.of('disks.example.com', { image: IMAGE })): Manifests {
  return synthesize((chart) => new CsiNodeDriver(chart, 'disks', { driver }), 'kube-system');
}

function containersOf({ pod }: Manifests): Record<string, any> {
  return Object.fromEntries(pod.containers.map((container: any) => [container.name, container]));
}

function mountsOf(agent: Manifests, name: string): string[] {
  return hostMountsOf(containersOf(agent)[name], agent.pod);
}

describe('every driver', () => {
  const agent = manifests();

  test('runs wherever a pod with a volume may stand', () => {
    expect(agent.pod).toMatchObject({
      priorityClassName: 'system-node-critical',
      tolerations: [{ operator: 'Exists' }],
      nodeSelector: { 'kubernetes.io/os': 'linux' },
    });
  });

  test('is told its socket and its node, and what it mounts appears on the node', () => {
    const { driver } = containersOf(agent);

    expect(driver.args).toEqual(['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(CSI_NODE_NAME)']);
    expect(driver.env[0]).toEqual({ name: 'CSI_ENDPOINT', value: 'unix:///csi/csi.sock' });
    expect(driver.securityContext.privileged).toBe(true);
    expect(mountsOf(agent, 'driver')).toEqual([
      '/var/lib/kubelet /var/lib/kubelet rw Directory Bidirectional',
      '/var/lib/kubelet/plugins/disks.example.com /csi rw DirectoryOrCreate HostToContainer',
      '/dev /dev rw Directory',
    ]);
  });

  test('has a registrar that tells the kubelet of its socket, and a prober, neither with a capability', () => {
    const { registrar, 'liveness-probe': prober } = containersOf(agent);

    expect(registrar.args).toContain('--kubelet-registration-path=/var/lib/kubelet/plugins/disks.example.com/csi.sock');
    expect(mountsOf(agent, 'registrar')[1]).toBe('/var/lib/kubelet/plugins_registry /registration rw Directory');
    for (const { securityContext } of [registrar, prober]) {
      expect(securityContext).toEqual({ ...LOCKED_DOWN, runAsUser: 0, runAsNonRoot: false });
    }
  });

  test('is alive as long as the prober gets an answer from it', () => {
    const { driver, 'liveness-probe': prober } = containersOf(agent);

    expect(prober.args).toContain('--http-endpoint=:9808');
    expect(driver.livenessProbe).toMatchObject({ httpGet: { path: '/healthz', port: 9808 }, failureThreshold: 5 });
    expect(driver.ports).toEqual([{ name: 'healthz', containerPort: 9808 }]);
  });

  test('has a registrar that is alive as long as it answers by the socket that the kubelet asks', () => {
    const { registrar } = containersOf(agent);

    expect(registrar.args).toContain('--http-endpoint=:9809');
    expect(registrar.ports).toEqual([{ name: 'registrar', containerPort: 9809 }]);
    expect(registrar.livenessProbe.httpGet).toEqual({ path: '/healthz', port: 9809, scheme: 'HTTP' });
  });

  test('has an object that tells Kubernetes of it, outside any namespace', () => {
    expect(agent.one('CSIDriver')).toEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'disks.example.com' },
      spec: { attachRequired: true, podInfoOnMount: false },
    });
  });

  test('gets no token unless it asks for something', () => {
    expect(agent.pod.automountServiceAccountToken).toBe(false);
    expect(agent.kinds).not.toContain('ClusterRole');
  });
});

test('how many volumes a node takes is asked for again where its API server knows of that', () => {
  const spec = (driver: CsiDriver) => manifests(driver).one('CSIDriver').spec;
  const nodeAllocatableUpdatePeriod = Duration.seconds(10);

  expect(spec(CsiDriver.ebs({ nodeAllocatableUpdatePeriod })).nodeAllocatableUpdatePeriodSeconds).toBe(10);
  expect(spec(CsiDriver.ebs())).not.toHaveProperty('nodeAllocatableUpdatePeriodSeconds');
});

test('EBS keeps off nodes that have no volumes of it, and unlocks the others', () => {
  const agent = manifests(CsiDriver.ebs());
  const { driver } = containersOf(agent);

  expect(JSON.stringify(agent.pod.affinity)).toContain('"operator":"NotIn","values":["fargate","auto","hybrid"]');
  expect(JSON.parse(agent.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    removesTaints: ['ebs.csi.aws.com/agent-not-ready'],
  });
  expect(driver.lifecycle.preStop.exec.command).toEqual(['/bin/aws-ebs-csi-driver', 'pre-stop-hook']);
  expect(agent.one('CSIDriver').spec).toEqual({ attachRequired: true, fsGroupPolicy: 'File', podInfoOnMount: false });
  expect(agent.one('ClusterRole').rules.map(({ resources, verbs }: any) => `${resources} ${verbs}`)).toEqual([
    'nodes get,list,watch,patch',
    'csinodes get',
    'volumeattachments get,list,watch',
  ]);
});

describe('on Windows nodes', () => {
  const onWindows = (driver: CsiDriver, csiDriverObject?: boolean) =>
    synthesize(
      (chart) => new CsiNodeDriver(chart, 'disks', { driver, nodes: NodeSet.windows(), csiDriverObject }),
      'kube-system',
    );
  const agent = onWindows(CsiDriver.ebs());

  test('EBS asks csi-proxy to mount, and is no process of the node', () => {
    expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
    expect(agent.pod).toMatchObject({ os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } });
    expect(agent.pod.hostNetwork).toBeUndefined();
    for (const { securityContext } of agent.pod.containers) {
      expect(securityContext).toEqual({
        runAsNonRoot: false,
        windowsOptions: { runAsUserName: 'ContainerAdministrator' },
      });
    }
    expect(mountsOf(agent, 'driver')).toEqual([
      'C:\\var\\lib\\kubelet C:\\var\\lib\\kubelet rw Directory',
      'C:\\var\\lib\\kubelet\\plugins\\ebs.csi.aws.com C:\\csi rw DirectoryOrCreate',
      '\\\\.\\pipe\\csi-proxy-disk-v1 \\\\.\\pipe\\csi-proxy-disk-v1 rw',
      '\\\\.\\pipe\\csi-proxy-volume-v1 \\\\.\\pipe\\csi-proxy-volume-v1 rw',
      '\\\\.\\pipe\\csi-proxy-filesystem-v1 \\\\.\\pipe\\csi-proxy-filesystem-v1 rw',
    ]);
  });

  test('it is registered and probed by its paths there, and unlocks the node as on Linux', () => {
    const { driver, registrar, 'liveness-probe': prober } = containersOf(agent);

    expect(driver.args).toEqual(['node', '--endpoint=$(CSI_ENDPOINT)', '--logging-format=json']);
    expect(driver.env[0]).toEqual({ name: 'CSI_ENDPOINT', value: 'unix:/csi/csi.sock' });
    expect(registrar.args).toEqual([
      '--csi-address=unix:/csi/csi.sock',
      '--kubelet-registration-path=C:\\var\\lib\\kubelet\\plugins\\ebs.csi.aws.com\\csi.sock',
      '--http-endpoint=0.0.0.0:9809',
    ]);
    expect(registrar.livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 9809 });
    expect(prober.args).toContain('--http-endpoint=:9808');
    expect(JSON.parse(agent.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
      removesTaints: ['ebs.csi.aws.com/agent-not-ready'],
    });
  });

  test('the object of the driver comes with the agent for Linux, unless it is asked for', () => {
    expect(agent.kinds).not.toContain('CSIDriver');
    expect(onWindows(CsiDriver.ebs(), true).kinds).toContain('CSIDriver');
  });

  test('a driver of the user says how it works there', () => {
    const windows = { pipes: ['csi-proxy-smb-v1'] };
    const smb = onWindows(CsiDriver.of('smb.csi.k8s.io', { image: IMAGE, windows }));

    expect(containersOf(smb).driver.args).toEqual(['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(CSI_NODE_NAME)']);
    expect(mountsOf(smb, 'driver')).toContain('\\\\.\\pipe\\csi-proxy-smb-v1 \\\\.\\pipe\\csi-proxy-smb-v1 rw');
  });

  test('as a whole', () => {
    expect(agent.all).toMatchSnapshot();
  });

  test('one that does not is refused', () => {
    expect(() => onWindows(CsiDriver.nfs())).toThrow('csi-node-driver: nodes are those of Windows, and driver is made');
  });
});

test('NFS mounts by the network of its node, for pods only, and its sidecars answer on the node alone', () => {
  const agent = manifests(CsiDriver.nfs());
  const { driver, registrar, 'liveness-probe': prober } = containersOf(agent);

  expect(agent.pod).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
  expect(driver.ports).toEqual([{ name: 'healthz', containerPort: 29653, hostPort: 29653 }]);
  expect(driver.livenessProbe.httpGet).toMatchObject({ host: '127.0.0.1', port: 29653 });
  expect(prober.args).toContain('--http-endpoint=127.0.0.1:29653');
  expect(registrar.args).toContain('--http-endpoint=127.0.0.1:19809');
  expect(registrar.ports).toEqual([{ name: 'registrar', containerPort: 19809, hostPort: 19809 }]);
  expect(registrar.livenessProbe.httpGet).toMatchObject({ host: '127.0.0.1', port: 19809 });
  expect(mountsOf(agent, 'driver')).toEqual([
    '/var/lib/kubelet/pods /var/lib/kubelet/pods rw Directory Bidirectional',
    '/var/lib/kubelet/plugins/nfs.csi.k8s.io /csi rw DirectoryOrCreate HostToContainer',
  ]);
  expect(agent.one('CSIDriver').spec).toMatchObject({ attachRequired: false, volumeLifecycleModes: ['Persistent'] });
});

test('another directory of the kubelet is used throughout', () => {
  const agent = manifests(CsiDriver.ebs({ kubeletDirectory: '/var/data/kubelet' }));

  expect(JSON.stringify(agent.pod)).not.toContain('/var/lib/kubelet');
});

test('a driver of the user may see disks of the node', () => {
  const agent = manifests(
    CsiDriver.of('backup.example.com', {
      image: IMAGE,
      attachRequired: false,
      fsGroupPolicy: FsGroupPolicy.NONE,
      hostMounts: [HostMount.path('/mnt/disks')],
    }),
  );

  expect(mountsOf(agent, 'driver')).toContain('/mnt/disks /mnt/disks ro Directory HostToContainer');
  expect(agent.one('CSIDriver').spec).toMatchObject({ attachRequired: false, fsGroupPolicy: 'None' });
});

test.each<[string, Partial<CsiDriverOptions>, string]>([
  ['Disks', {}, 'the name "Disks" is no DNS subdomain'],
  ['disks', { healthPort: 0 }, 'healthPort is 0'],
  ['disks', { registrarPort: 70000 }, 'registrarPort is 70000'],
  ['disks', { healthPort: 9809 }, 'healthPort and registrarPort are both 9809'],
  ['disks', { kubeletDirectory: 'kubelet' }, 'kubeletDirectory is "kubelet"'],
])('%s with %o is refused', (name, options, fault) => {
  expect(() => CsiDriver.of(name, { image: IMAGE, ...options })).toThrow(fault);
});

test.each<[string, () => unknown, string]>([
  [
    'a policy for groups that is none',
    () => CsiDriver.of('disks.example.com', { image: IMAGE, fsGroupPolicy: unchecked('Files') }),
    'fsGroupPolicy: "Files" is unknown; did you mean File?',
  ],
  [
    'no lifecycle',
    () => CsiDriver.of('disks.example.com', { image: IMAGE, volumeLifecycleModes: [] }),
    'volumeLifecycleModes is empty',
  ],
  [
    'a lifecycle that is none',
    () => CsiDriver.of('disks.example.com', { image: IMAGE, volumeLifecycleModes: [unchecked('Transient')] }),
    'volumeLifecycleModes: "Transient" is unknown',
  ],
  [
    'a lifecycle twice',
    () =>
      CsiDriver.of('disks.example.com', {
        image: IMAGE,
        volumeLifecycleModes: [VolumeLifecycleMode.PERSISTENT, VolumeLifecycleMode.PERSISTENT],
      }),
    'volumeLifecycleModes has "Persistent" more than once',
  ],
  [
    'a rule about nothing',
    () => CsiDriver.of('disks.example.com', { image: IMAGE, rules: [{ verbs: ['get'], endpoints: [] }] }),
    'rules: one has no verb, or nothing that it is about',
  ],
  [
    'a rule without a verb',
    () =>
      CsiDriver.of('disks.example.com', { image: IMAGE, rules: [{ verbs: [], endpoints: [kplus.ApiResource.NODES] }] }),
    'rules: one has no verb',
  ],
  [
    'a key that no taint has',
    () => CsiDriver.of('disks.example.com', { image: IMAGE, removesTaints: ['a b'] }),
    'removesTaints: "a b" is no key of a taint',
  ],
  [
    'a limit of volumes that is asked for too often',
    () => CsiDriver.ebs({ nodeAllocatableUpdatePeriod: Duration.seconds(9) }),
    'nodeAllocatableUpdatePeriod is 9 seconds: it is 10 seconds or more',
  ],
  [
    'a limit of volumes that is asked for in parts of a second',
    () => CsiDriver.nfs({ nodeAllocatableUpdatePeriod: Duration.millis(10_500) }),
    'nodeAllocatableUpdatePeriod is 10.5 seconds',
  ],
  ['an empty command', () => CsiDriver.of('disks.example.com', { image: IMAGE, preStop: [] }), 'preStop is empty'],
  [
    'a command without a name',
    () => CsiDriver.of('disks.example.com', { image: IMAGE, preStop: [''] }),
    'preStop is no command',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test.each([
  ['EBS', CsiDriver.ebs()],
  ['NFS', CsiDriver.nfs()],
  ['any', CsiDriver.of('disks.example.com', { image: IMAGE })],
])('the whole of it, for %s', (_, driver) => {
  expect(manifests(driver).all).toMatchSnapshot();
});
