import { Testing } from 'cdk8s';
import { NodeExporterShortChart } from './chart';

const manifests: any[] = Testing.synth(new NodeExporterShortChart(Testing.app(), 'node-exporter-short'));
const one = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
const daemonSet = one('DaemonSet');
const pod = daemonSet.spec.template.spec;
const [container] = pod.containers;

/** `/proc /host/proc ro`: path of the node, path in the container, what may be done. */
const hostMounts = container.volumeMounts.flatMap(({ name, mountPath, readOnly }: any) => {
  const { hostPath } = pod.volumes.find((volume: any) => volume.name === name);
  return hostPath ? [`${hostPath.path} ${mountPath} ${readOnly ? 'ro' : 'rw'}`] : [];
});

describe('every field of the hand-written manifest', () => {
  test.each<[string, unknown, unknown]>([
    ['apiVersion', daemonSet.apiVersion, 'apps/v1'],
    ['metadata.name', daemonSet.metadata.name, 'node-exporter'],
    ['no namespace', daemonSet.metadata.namespace, undefined],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: { app: 'node-exporter' } }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels.app, 'node-exporter'],
    ['the network of the node', pod.hostNetwork, true],
    ['the number of containers', pod.containers.length, 1],
    ['the name of the container', container.name, 'node-exporter'],
    ['the image', container.image, 'prom/node-exporter:latest'],
    ['when it is pulled, which is always for that tag', container.imagePullPolicy, 'Always'],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('the taint of master nodes is tolerated', () => {
    expect(pod.tolerations).toContainEqual({
      key: 'node-role.kubernetes.io/master',
      operator: 'Exists',
      effect: 'NoSchedule',
    });
  });

  test('the flags', () => {
    expect(container.args).toEqual(expect.arrayContaining(['--path.procfs=/host/proc', '--path.sysfs=/host/sys']));
  });

  test('processes and devices of the node are mounted, to be read', () => {
    expect(hostMounts).toEqual(expect.arrayContaining(['/proc /host/proc ro', '/sys /host/sys ro']));
  });
});

describe('what is better', () => {
  test('control plane nodes are covered under their present name as well', () => {
    expect(pod.tolerations).toContainEqual({
      key: 'node-role.kubernetes.io/control-plane',
      operator: 'Exists',
      effect: 'NoSchedule',
    });
  });

  test('the scheduler knows of the port, and a Service finds every node', () => {
    expect(container.ports).toEqual([{ name: 'metrics', containerPort: 9100, hostPort: 9100 }]);
    expect(one('Service').spec).toMatchObject({ clusterIP: 'None', selector: { app: 'node-exporter' } });
  });

  test('it runs as nobody, can do nothing, and has no token', () => {
    expect(container.securityContext).toMatchObject({
      runAsUser: 65534,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    expect(pod.automountServiceAccountToken).toBe(false);
  });

  test('the file systems of the node are measured, not those of the container', () => {
    expect(hostMounts).toContain('/ /host/root ro');
    expect(container.args).toContain('--path.rootfs=/host/root');
  });

  test('it keeps off nodes that cannot run it, and a rollout takes a tenth of the nodes at a time', () => {
    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    expect(daemonSet.spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
  });
});
