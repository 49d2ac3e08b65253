import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CniAgent } from '../../../src/agents/cni-agent';
import { Cni } from '../../../src/agents/cni-agent/cni';
import type { WeaveOptions } from '../../../src/agents/cni-agent/weave-options';
import type { NodeAgentProps } from '../../../src/agents/node-agent-props';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, Manifests, synthesize } from '../role-fixture';

function manifests(options: WeaveOptions = {}): Manifests {
  return synthesize((chart) => new CniAgent(chart, 'weave-net', { cni: Cni.weave(options) }), 'kube-system');
}

const weave = manifests();
const [router, policies] = weave.pod.containers;
const [init] = weave.pod.initContainers;

test('the whole of it', () => {
  expect(weave.all).toMatchSnapshot();
  expect(ManifestValidator.validate(weave.daemonSet)).toEqual([]);
});

test('all three containers are privileged, and say why', () => {
  expect([router, policies, init].map(({ securityContext }) => securityContext.privileged)).toEqual([true, true, true]);
  expect(weave.daemonSet.metadata.annotations['cdk8s-node-agents/privileged'].split('; ')).toEqual([
    'weave: makes the bridge of the node and joins pods to it',
    'weave-npc: makes rules and sets of addresses in the kernel of the node',
    'weave-init: loads modules of the kernel and sets its parameters',
  ]);
});

test('of the node it sees the directories of plugins, and not all that is around them', () => {
  expect(hostMountsOf(init, weave.pod)).toEqual([
    '/opt/cni/bin /host/opt/cni/bin rw DirectoryOrCreate',
    '/etc/cni/net.d /host/etc/cni/net.d rw DirectoryOrCreate',
    '/lib/modules /lib/modules ro Directory',
    '/run/xtables.lock /run/xtables.lock rw FileOrCreate',
  ]);
  expect(hostMountsOf(router, weave.pod)).toEqual([
    '/var/lib/weave /weavedb rw DirectoryOrCreate',
    '/etc/machine-id /host/etc/machine-id ro File',
    '/run/xtables.lock /run/xtables.lock rw FileOrCreate',
  ]);
});

test('it declares the ports it holds, of both protocols', () => {
  const held = weave.pod.containers.flatMap(({ ports }: any) =>
    ports.map(({ hostPort, protocol = 'TCP' }: any) => `${hostPort}/${protocol}`),
  );

  expect(held).toEqual(['6783/TCP', '6783/UDP', '6784/UDP', '6784/TCP', '6782/TCP', '6781/TCP']);
  expect(router.readinessProbe.httpGet).toMatchObject({ host: '127.0.0.1', port: 6784, path: '/status' });
});

test('it keeps the list of its nodes in a ConfigMap of its own', () => {
  expect(weave.one('Role').rules).toEqual([
    { apiGroups: [''], resources: ['configmaps'], resourceNames: ['weave-net'], verbs: ['get', 'update'] },
    { apiGroups: [''], resources: ['configmaps'], verbs: ['create'] },
  ]);
});

test('it may do so from any namespace: that of the list is always kube-system', () => {
  const elsewhere = synthesize((chart) => new CniAgent(chart, 'weave-net', { cni: Cni.weave() }));

  expect(elsewhere.one('Role').metadata).toMatchObject({ name: 'agents-weave-net', namespace: 'kube-system' });
  expect(elsewhere.one('Role').rules).toEqual(weave.one('Role').rules);
  expect(elsewhere.one('RoleBinding')).toMatchObject({
    metadata: { name: 'agents-weave-net', namespace: 'kube-system' },
    roleRef: { kind: 'Role', name: 'agents-weave-net' },
    subjects: [{ kind: 'ServiceAccount', name: 'weave-net', namespace: 'agents' }],
  });
});

test('without policies there is nothing that enforces them', () => {
  const { pod, container } = manifests({ networkPolicies: false });

  expect(pod.containers).toHaveLength(1);
  for (const { env } of [container, pod.initContainers[0]]) {
    expect(env).toContainEqual({ name: 'EXPECT_NPC', value: '0' });
  }
});

test('the password comes from a Secret', () => {
  const { pod } = synthesize((chart) => {
    const secret = kplus.Secret.fromSecretName(chart, 'secret', 'weave-password');
    const password = { secret, key: 'password' };
    new CniAgent(chart, 'weave-net', { cni: Cni.weave({ password, ipallocRange: '10.40.0.0/16', mtu: 8916 }) });
  });
  const { env } = pod.containers[0];

  expect(env).toContainEqual({
    name: 'WEAVE_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'weave-password', key: 'password' } },
  });
  expect(env).toContainEqual({ name: 'IPALLOC_RANGE', value: '10.40.0.0/16' });
  expect(env).toContainEqual({ name: 'WEAVE_MTU', value: '8916' });
});

test('it brings the network to a node that has that of Services', () => {
  expect(JSON.parse(weave.daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
    provides: { nodeNetwork: true },
    requires: ['serviceNetwork'],
  });
});

test.each<[string, WeaveOptions, string]>([
  ['no network', { ipallocRange: '10.32.0.0' }, 'it is no IPv4 network'],
  ['a packet of no size', { mtu: 1 }, 'mtu is 1'],
  ['no connection', { connLimit: 0 }, 'connLimit is 0'],
])('%s is refused', (_, options, fault) => {
  expect(() => Cni.weave(options)).toThrow(fault);
});

test('a rollout waits until the peers of a new pod have found it, as long as is said', () => {
  const agent = (props: NodeAgentProps) =>
    synthesize((chart) => new CniAgent(chart, 'weave-net', { cni: Cni.weave(), ...props }), 'kube-system').daemonSet;
  expect(agent({}).spec.minReadySeconds).toBe(5);
  expect(agent({ minReady: Duration.seconds(30) }).spec.minReadySeconds).toBe(30);
});
