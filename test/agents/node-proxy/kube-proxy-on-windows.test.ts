import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { NodeProxy } from '../../../src/agents/node-proxy';
import { KubeProxyMode, KubeProxyOptions } from '../../../src/agents/node-proxy/kube-proxy-options';
import { Proxy } from '../../../src/agents/node-proxy/proxy';
import { NodeSet } from '../../../src/agents/node-set';
import { Manifests, synthesize } from '../role-fixture';

const API_SERVER = { apiServer: 'https://10.0.0.10:6443' };
const nodes = NodeSet.windows();

function manifests(options: KubeProxyOptions = API_SERVER): Manifests {
  return synthesize(
    (chart) => new NodeProxy(chart, 'kube-proxy', { proxy: Proxy.kubeProxy(options), nodes }),
    'kube-system',
  );
}

const agent = manifests();

test('it runs on every Windows node, whatever its taints and before there is any other network', () => {
  expect(agent.pod).toMatchObject({
    os: { name: 'windows' },
    hostNetwork: true,
    dnsPolicy: 'Default',
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'windows' },
  });
});

test('it is a process of its node, as upstream has it, says why, and mounts nothing of the node', () => {
  expect(agent.container.securityContext).toEqual({
    windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' },
    runAsNonRoot: false,
  });
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('load balancers');
  expect(agent.hostMounts).toEqual([]);
});

test('its script finds the configuration where it looks for it, below the files of the container', () => {
  expect(agent.container).toMatchObject({
    args: ['$env:CONTAINER_SANDBOX_MOUNT_POINT/kube-proxy/start.ps1'],
    workingDir: '$env:CONTAINER_SANDBOX_MOUNT_POINT/kube-proxy/',
    volumeMounts: [{ mountPath: '/var/lib/kube-proxy', name: 'config' }],
  });
  expect(agent.container).not.toHaveProperty('command');
  const { data } = agent.one('ConfigMap');
  expect(Object.keys(data)).toEqual(['kubeconfig.conf']);
  expect(parse(data['kubeconfig.conf']).clusters[0].cluster.server).toBe('https://10.0.0.10:6443');
});

test('its account is bound to the role that Kubernetes has for it', () => {
  expect(agent.one('ClusterRoleBinding').roleRef).toMatchObject({ kind: 'ClusterRole', name: 'system:node-proxier' });
  expect(agent.kinds).not.toContain('ClusterRole');
});

test('it declares the port it holds on the node, and is ready when it says so there', () => {
  expect(agent.container.ports).toEqual([{ name: 'healthz', containerPort: 10256, hostPort: 10256 }]);
  expect(agent.container.readinessProbe.httpGet).toMatchObject({ path: '/healthz', port: 10256 });
});

test('it waits for the network of Calico on a new node, and brings that of Services', () => {
  expect(JSON.parse(agent.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    provides: { serviceNetwork: true },
    requires: ['nodeNetwork'],
  });
});

test('the configuration of kubeadm, which upstream reads, is taken as it is', () => {
  const own = synthesize((chart) => {
    const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'theirs', 'kube-proxy');
    new NodeProxy(chart, 'kube-proxy', { proxy: Proxy.kubeProxy({ configMap }), nodes });
  }, 'kube-system');

  expect(own.kinds).not.toContain('ConfigMap');
  expect(own.pod.volumes).toContainEqual({ name: 'config', configMap: { name: 'kube-proxy' } });
});

test('what only Linux has is refused, all of it at once', () => {
  const options = { ...API_SERVER, mode: KubeProxyMode.NFTABLES, clusterCidrs: ['10.0.0.0/8'] };

  expect(() => manifests(options)).toThrow(/mode nftables is one of Linux[^]*clusterCidrs would have no effect/);
});

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});
