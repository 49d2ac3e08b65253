import { Testing } from 'cdk8s';
import { FluentdElasticsearchChart } from './chart';

const manifests: any[] = Testing.synth(new FluentdElasticsearchChart(Testing.app(), 'fluentd-elasticsearch'));
const one = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
const daemonSet = one('DaemonSet');
const configMap = one('ConfigMap');
const pod = daemonSet.spec.template.spec;
const [container] = pod.containers;
const config: string = configMap.data['fluent.conf'];

/** `/var/log /var/log rw`: path of the node, path in the container, what may be done. */
const hostMounts = container.volumeMounts.flatMap(({ name, mountPath, readOnly }: any) => {
  const { hostPath } = pod.volumes.find((volume: any) => volume.name === name);
  return hostPath ? [`${hostPath.path} ${mountPath} ${readOnly ? 'ro' : 'rw'}`] : [];
});

/** The lines of the section that says `@type type`, without indentation. */
function linesOf(type: string): string[] {
  const section = config
    .split(/\n(?= *<(?:source|match|filter|label)\b)/)
    .find((each) => each.includes(`@type ${type}\n`))!;
  return section.split('\n').map((line) => line.trim());
}

describe('every field of the hand-written DaemonSet', () => {
  test.each<[string, unknown, unknown]>([
    ['apiVersion', daemonSet.apiVersion, 'apps/v1'],
    ['metadata.name', daemonSet.metadata.name, 'fluentd'],
    ['metadata.namespace', daemonSet.metadata.namespace, 'kube-system'],
    ['the label of the object', daemonSet.metadata.labels['k8s-app'], 'fluentd-logging'],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: { 'k8s-app': 'fluentd-logging' } }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels['k8s-app'], 'fluentd-logging'],
    ['the grace period', pod.terminationGracePeriodSeconds, 30],
    ['the number of containers', pod.containers.length, 1],
    ['the name of the container', container.name, 'fluentd'],
    ['the image', container.image, 'fluent/fluentd-kubernetes-daemonset:v1.6-debian-elasticsearch7-1.1'],
    ['the memory limit, and no other resource', container.resources, { limits: { memory: '512Mi' } }],
    ['privileged', container.securityContext.privileged, true],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('the user of Fluentd is set by its variable', () => {
    expect(container.env).toContainEqual({ name: 'FLUENT_UID', value: '0' });
  });

  test('the taint of master nodes is tolerated if it has no value, as a toleration without operator means', () => {
    expect(pod.tolerations).toContainEqual({
      key: 'node-role.kubernetes.io/master',
      operator: 'Equal',
      effect: 'NoSchedule',
    });
  });

  test('the logs of the node can be written, those of Docker only read, and nothing else is mounted from the node', () => {
    expect(hostMounts).toEqual(['/var/log /var/log rw', '/var/lib/docker/containers /var/lib/docker/containers ro']);
  });

  test('the configuration is mounted where Fluentd looks for it', () => {
    const { name } = container.volumeMounts.find(({ mountPath }: any) => mountPath === '/fluentd/etc');

    expect(pod.volumes).toContainEqual({ name, configMap: { name: 'fluentd-config' } });
  });
});

describe('every field of the hand-written ConfigMap', () => {
  test('its name, its namespace and its key', () => {
    expect(configMap.metadata).toMatchObject({ name: 'fluentd-config', namespace: 'kube-system' });
    expect(Object.keys(configMap.data)).toEqual(['fluent.conf']);
  });

  test.each([
    'path /var/log/containers/*.log',
    'pos_file /var/log/fluentd-containers.log.pos',
    'tag kubernetes.*',
    'read_from_head true',
    '@type json',
    'time_key time',
    'time_format %Y-%m-%dT%H:%M:%S.%NZ',
    'keep_time_key true',
  ])('the source says %s', (line) => {
    expect(linesOf('tail')).toContain(line);
  });

  test.each([
    '<match kubernetes.**>',
    'host elasticsearch.default.svc.cluster.local',
    'port 9200',
    'index_name fluentd',
    'type_name fluentd',
    'logstash_format true',
    'logstash_prefix kubernetes',
    'include_tag_key true',
    'tag_key kubernetes.tag',
  ])('the output says %s', (line) => {
    expect(linesOf('elasticsearch')).toContain(line);
  });

  test.each([
    ['flush_interval', 'flush_interval 10s'],
    ['max_retry_wait', 'retry_max_interval 30s'],
    ['disable_retry_limit', 'retry_forever true'],
  ])('the output has %s, in the words of Fluentd 1', (_, line) => {
    expect(linesOf('elasticsearch')).toContain(line);
  });

  test('Elasticsearch is spoken to in plain text', () => {
    expect(config).not.toContain('scheme https');
  });
});

describe('what is better', () => {
  test('what is not delivered waits on the node', () => {
    expect(linesOf('elasticsearch')).toEqual(expect.arrayContaining(['@type file', 'path /var/log/fluentd/buffer']));
  });

  test('Fluentd does not read its own log', () => {
    expect(linesOf('tail')).toContain('exclude_path ["/var/log/containers/fluentd-*_kube-system_fluentd-*.log"]');
  });

  test('the reason for full privileges is on record', () => {
    expect(daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('does not need it');
  });

  test('it has an account of its own, without a token', () => {
    expect(pod).toMatchObject({ serviceAccountName: 'fluentd', automountServiceAccountToken: false });
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
});
