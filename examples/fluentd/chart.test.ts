import { Testing } from 'cdk8s';
import { FluentdChart } from './chart';

const manifests: any[] = Testing.synth(new FluentdChart(Testing.app(), 'fluentd'));
const one = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
const daemonSet = one('DaemonSet');
const pod = daemonSet.spec.template.spec;
const [container] = pod.containers;
const config: string = one('ConfigMap').data['fluent.conf'];

/** `/var/log /var/log rw`: path of the node, path in the container, what may be done. */
const hostMounts = container.volumeMounts.flatMap(({ name, mountPath, readOnly }: any) => {
  const { hostPath } = pod.volumes.find((volume: any) => volume.name === name);
  return hostPath ? [`${hostPath.path} ${mountPath} ${readOnly ? 'ro' : 'rw'}`] : [];
});

describe('every field of the hand-written manifest', () => {
  test.each<[string, unknown, unknown]>([
    ['apiVersion', daemonSet.apiVersion, 'apps/v1'],
    ['metadata.name', daemonSet.metadata.name, 'fluentd'],
    ['metadata.namespace', daemonSet.metadata.namespace, 'kube-system'],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: { app: 'fluentd' } }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels.app, 'fluentd'],
    ['the account', pod.serviceAccountName, 'fluentd'],
    ['the number of containers', pod.containers.length, 1],
    ['the name of the container', container.name, 'fluentd'],
    ['the image', container.image, 'fluent/fluentd:v1.14.2'],
    ['what is requested', container.resources.requests, { cpu: '100m', memory: '200Mi' }],
    ['the limits', container.resources.limits, { cpu: '500m', memory: '500Mi' }],
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

  test('the logs of the node can be written, those of Docker only read, and nothing else is mounted from the node', () => {
    expect(hostMounts).toEqual(['/var/log /var/log rw', '/var/lib/docker/containers /var/lib/docker/containers ro']);
  });
});

describe('what is better', () => {
  test('the account exists, and has no token for an API server it never asks', () => {
    expect(one('ServiceAccount').metadata).toMatchObject({ name: 'fluentd', namespace: 'kube-system' });
    expect(pod.automountServiceAccountToken).toBe(false);
  });

  test('Fluentd is told what to do: read all containers, keep its place, hand over to the aggregator', () => {
    expect(config).toContain('path /var/log/containers/*.log');
    expect(config).toContain('pos_file /var/log/fluentd/containers.pos');
    expect(config).toContain('@type forward');
    expect(config).toContain('host fluentd-aggregator.kube-system.svc.cluster.local');
  });

  test('it reads the files of root as root, and can do nothing else', () => {
    expect(container.securityContext).toMatchObject({
      runAsUser: 0,
      capabilities: { drop: ['ALL'] },
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
  });

  test('control plane nodes are covered under their present name as well', () => {
    expect(pod.tolerations).toContainEqual({
      key: 'node-role.kubernetes.io/control-plane',
      operator: 'Exists',
      effect: 'NoSchedule',
    });
  });

  test('it keeps off nodes that cannot run it, and every path has a type', () => {
    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    const types = pod.volumes.flatMap(({ hostPath }: any) => hostPath?.type ?? []);
    expect(types).toEqual(['Directory', 'DirectoryOrCreate']);
  });

  test('a rollout takes a tenth of the nodes at a time, and a changed configuration is one', () => {
    expect(daemonSet.spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
    expect(daemonSet.spec.template.metadata.annotations['checksum/config']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the kubelet notices when it hangs', () => {
    expect(container.livenessProbe.httpGet).toMatchObject({ path: '/api/plugins.json', port: 24220 });
  });
});
