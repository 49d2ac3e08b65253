import { Testing } from 'cdk8s';
import { NodeExporterChart } from './chart';

const manifests: any[] = Testing.synth(new NodeExporterChart(Testing.app(), 'node-exporter'));
const one = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
const daemonSet = one('DaemonSet');
const account = one('ServiceAccount');
const binding = one('ClusterRoleBinding');
const pod = daemonSet.spec.template.spec;
const [container] = pod.containers;

/** `/proc /host/proc ro`: path of the node, path in the container, what may be done. */
const hostMounts = container.volumeMounts.flatMap(({ name, mountPath, readOnly }: any) => {
  const { hostPath } = pod.volumes.find((volume: any) => volume.name === name);
  return hostPath ? [`${hostPath.path} ${mountPath} ${readOnly ? 'ro' : 'rw'}`] : [];
});

describe('every field of the hand-written manifests', () => {
  test.each<[string, unknown, unknown]>([
    ['the name of the account', account.metadata.name, 'node-exporter'],
    ['the namespace of the account', account.metadata.namespace, 'kube-system'],
    ['the name of the binding', binding.metadata.name, 'node-exporter'],
    [
      'the role that is bound',
      binding.roleRef,
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'node-exporter' },
    ],
    [
      'who it is bound to',
      binding.subjects.map(({ kind, name, namespace }: any) => ({ kind, name, namespace })),
      [{ kind: 'ServiceAccount', name: 'node-exporter', namespace: 'kube-system' }],
    ],
    ['apiVersion', daemonSet.apiVersion, 'apps/v1'],
    ['metadata.name', daemonSet.metadata.name, 'node-exporter'],
    ['metadata.namespace', daemonSet.metadata.namespace, 'kube-system'],
    ['the label of the object', daemonSet.metadata.labels['k8s-app'], 'node-exporter'],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: { 'k8s-app': 'node-exporter' } }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels['k8s-app'], 'node-exporter'],
    ['the account of the pods', pod.serviceAccountName, 'node-exporter'],
    ['the network of the node', pod.hostNetwork, true],
    ['no toleration', pod.tolerations ?? [], []],
    ['the number of containers', pod.containers.length, 1],
    ['the name of the container', container.name, 'node-exporter'],
    ['the image', container.image, 'prom/node-exporter:v1.2.2'],
    ['the port', container.ports, [{ name: 'metrics', containerPort: 9100, hostPort: 9100 }]],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test.each([
    '--path.procfs=/host/proc',
    '--path.sysfs=/host/sys',
    '--collector.textfile.directory=/var/lib/node-exporter/textfile_collector',
  ])('the flag %s', (flag) => {
    expect(container.args).toContain(flag);
  });

  test('processes and devices of the node are mounted, to be read', () => {
    expect(hostMounts).toEqual(expect.arrayContaining(['/proc /host/proc ro', '/sys /host/sys ro']));
  });

  test('the text files come from a ConfigMap', () => {
    const directory = '/var/lib/node-exporter/textfile_collector';
    const { name } = container.volumeMounts.find(({ mountPath }: any) => mountPath === directory);

    expect(pod.volumes).toContainEqual({ name, configMap: { name: 'node-exporter-textfile-collector' } });
  });
});

describe('what is better', () => {
  test('the file systems of the node are measured, not those of the container', () => {
    expect(hostMounts).toContain('/ /host/root ro');
    expect(container.args).toContain('--path.rootfs=/host/root');
  });

  test('no flag is given that this version does not know', () => {
    expect(container.args.filter((flag: string) => flag.startsWith('--path.udev'))).toEqual([]);
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

  test('it listens on the address of the node alone', () => {
    expect(container.args).toContain('--web.listen-address=[$(HOST_IP)]:9100');
  });

  test('every node is found by a headless Service', () => {
    expect(one('Service').spec).toMatchObject({
      clusterIP: 'None',
      selector: { 'k8s-app': 'node-exporter' },
      ports: [{ name: 'metrics', port: 9100 }],
    });
  });

  test('names of the cluster can be resolved on the network of the node', () => {
    expect(pod.dnsPolicy).toBe('ClusterFirstWithHostNet');
  });

  test('it keeps off nodes that cannot run it, and every path has a type', () => {
    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    const types = pod.volumes.flatMap(({ hostPath }: any) => hostPath?.type ?? []);
    expect(types).toEqual(['Directory', 'Directory', 'Directory']);
  });

  test('it is probed, requests what it needs, and a rollout takes a tenth of the nodes at a time', () => {
    expect(container.livenessProbe.httpGet.port).toBe(9100);
    expect(container.resources.requests).toEqual({ cpu: '50m', memory: '64Mi' });
    expect(daemonSet.spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
  });
});
