import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { NodeProxy } from '../../../src/agents/node-proxy';
import { KubeProxyMode, KubeProxyOptions } from '../../../src/agents/node-proxy/kube-proxy-options';
import { Proxy } from '../../../src/agents/node-proxy/proxy';
import { TolerationSet } from '../../../src/agents/toleration-set';
import { Manifests, synthesize } from '../role-fixture';

const API_SERVER = { apiServer: 'https://10.0.0.10:6443' };

function manifests(options: KubeProxyOptions = API_SERVER): Manifests {
  return synthesize((chart) => new NodeProxy(chart, 'kube-proxy', { proxy: Proxy.kubeProxy(options) }), 'kube-system');
}

const agent = manifests();

test('it runs wherever it is needed for a node to be of use, before there is any other network', () => {
  expect(agent.pod).toMatchObject({
    hostNetwork: true,
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
  });
});

test('its account is bound to the role that Kubernetes has for it', () => {
  expect(agent.one('ClusterRoleBinding')).toMatchObject({
    metadata: { name: 'kube-system-kube-proxy-system-node-proxier' },
    roleRef: { kind: 'ClusterRole', name: 'system:node-proxier' },
    subjects: [{ kind: 'ServiceAccount', name: 'kube-proxy', namespace: 'kube-system' }],
  });
  expect(agent.kinds).not.toContain('ClusterRole');
  expect(agent.pod.automountServiceAccountToken).toBe(true);
});

test('it reaches the API server without a Service, by the token of its account', () => {
  const data = agent.one('ConfigMap').data;
  const kubeconfig = parse(data['kubeconfig.conf']);

  expect(parse(data['config.conf'])).toMatchObject({
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf' },
    mode: 'iptables',
    clusterCIDR: '',
  });
  expect(kubeconfig.clusters[0].cluster.server).toBe('https://10.0.0.10:6443');
  expect(kubeconfig.users[0].user.tokenFile).toBe('/var/run/secrets/kubernetes.io/serviceaccount/token');
});

test('it is privileged, says why, and shares the lock of iptables with its node', () => {
  expect(agent.container.securityContext.privileged).toBe(true);
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('kernel parameters');
  expect(agent.hostMounts).toEqual([
    '/run/xtables.lock /run/xtables.lock rw FileOrCreate',
    '/lib/modules /lib/modules ro Directory',
  ]);
});

test('it declares the port it holds on the node, and is ready when it says so there', () => {
  expect(agent.container.ports).toEqual([{ name: 'healthz', containerPort: 10256, hostPort: 10256 }]);
  expect(agent.container.readinessProbe.httpGet).toMatchObject({ path: '/healthz', port: 10256 });
  expect(agent.container).not.toHaveProperty('livenessProbe');
});

test('it brings the service network to a new node', () => {
  expect(JSON.parse(agent.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    provides: { serviceNetwork: true },
  });
});

test('mode and addresses of pods are part of the configuration, whose change replaces the pods', () => {
  const other = manifests({ ...API_SERVER, mode: KubeProxyMode.NFTABLES, clusterCidrs: ['10.0.0.0/8', 'fd00::/48'] });

  expect(parse(other.one('ConfigMap').data['config.conf'])).toMatchObject({
    mode: 'nftables',
    clusterCIDR: '10.0.0.0/8,fd00::/48',
  });
  expect(other.checksum).not.toBe(agent.checksum);
});

test('a configuration of the user is taken as it is', () => {
  const own = synthesize((chart) => {
    const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'theirs', 'kube-proxy-config');
    new NodeProxy(chart, 'kube-proxy', { proxy: Proxy.kubeProxy({ configMap }) });
  });

  expect(own.kinds).not.toContain('ConfigMap');
  expect(own.pod.volumes).toContainEqual({ name: 'config', configMap: { name: 'kube-proxy-config' } });
});

describe('in place of a manifest by hand, for kube-proxy 1.22.0', () => {
  const labels = { 'k8s-app': 'kube-proxy' };
  const taken = synthesize((chart) => {
    const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'configuration', 'kube-proxy-config');
    new NodeProxy(chart, 'kube-proxy', {
      proxy: Proxy.kubeProxy({ configMap }),
      image: 'k8s.gcr.io/kube-proxy:v1.22.0',
      metadata: { labels },
      selectorLabels: labels,
      tolerations: TolerationSet.none(),
    });
  }, 'kube-system');
  const { daemonSet, pod, container } = taken;

  test.each<[field: string, actual: unknown, expected: unknown]>([
    ['the name of the account', taken.one('ServiceAccount').metadata.name, 'kube-proxy'],
    ['the namespace of the account', taken.one('ServiceAccount').metadata.namespace, 'kube-system'],
    [
      'the role that is bound',
      taken.one('ClusterRoleBinding').roleRef,
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:node-proxier' },
    ],
    [
      'who it is bound to',
      taken.one('ClusterRoleBinding').subjects,
      [{ kind: 'ServiceAccount', name: 'kube-proxy', namespace: 'kube-system' }],
    ],
    ['apiVersion', daemonSet.apiVersion, 'apps/v1'],
    ['metadata.name', daemonSet.metadata.name, 'kube-proxy'],
    ['metadata.namespace', daemonSet.metadata.namespace, 'kube-system'],
    ['the label of the object', daemonSet.metadata.labels['k8s-app'], 'kube-proxy'],
    ['spec.selector', daemonSet.spec.selector, { matchLabels: labels }],
    ['the label of the pods', daemonSet.spec.template.metadata.labels['k8s-app'], 'kube-proxy'],
    ['the account of the pods', pod.serviceAccountName, 'kube-proxy'],
    ['the network of the node', pod.hostNetwork, true],
    ['no toleration', pod.tolerations ?? [], []],
    ['the name of the container', container.name, 'kube-proxy'],
    ['the image', container.image, 'k8s.gcr.io/kube-proxy:v1.22.0'],
    ['the command', container.command, ['/usr/local/bin/kube-proxy']],
    ['the configuration it is started with', container.args[0], '--config=/var/lib/kube-proxy/config.conf'],
    ['full privileges', container.securityContext.privileged, true],
    [
      'where the configuration is',
      container.volumeMounts.find(({ mountPath }: any) => mountPath === '/var/lib/kube-proxy'),
      { name: 'config', mountPath: '/var/lib/kube-proxy', readOnly: true },
    ],
    [
      'the ConfigMap it comes from',
      pod.volumes.find(({ name }: any) => name === 'config'),
      { name: 'config', configMap: { name: 'kube-proxy-config' } },
    ],
  ])('%s is the same', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('the lock of iptables is that of the node, and is a file wherever it is made', () => {
    expect(taken.hostMounts).toContain('/run/xtables.lock /run/xtables.lock rw FileOrCreate');
  });

  test('it knows its node by the name that Kubernetes has for it', () => {
    expect(container.args).toContain('--hostname-override=$(NODE_NAME)');
  });
});

test.each<[string, KubeProxyOptions, string]>([
  ['nothing', {}, 'give either apiServer'],
  ['no https', { apiServer: 'http://10.0.0.10' }, 'write an address such as https://10.0.0.10:6443'],
  ['a path', { apiServer: 'https://10.0.0.10/x' }, 'write an address such as'],
  ['no network', { ...API_SERVER, clusterCidrs: ['10.0.0.0'] }, 'clusterCidrs: "10.0.0.0"'],
])('%s is refused', (_, options, fault) => {
  expect(() => Proxy.kubeProxy(options)).toThrow(fault);
});

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});
