import { node, pod, priorityClass } from '../../../fixtures';
import { blockerOf, deletingFirst, nodesNamed, podsLeft, rolloutOf, surging } from '../rollout-fixture';

const NODES = nodesNamed('a', 'b');

function listening(ports: any[], more: Record<string, any> = {}): Record<string, any> {
  return { containers: [{ name: 'agent', image: 'agent:1', ports }], ...more };
}

const HOST_PORT = listening([{ containerPort: 9100, hostPort: 9100 }]);

describe('surge-hostport (kubernetes#106417)', () => {
  test.each([
    ['a host port', HOST_PORT],
    ['host network and a declared port', listening([{ containerPort: 9100 }], { hostNetwork: true })],
    [
      'a host port of a sidecar',
      {
        initContainers: [
          { name: 'proxy', image: 'p:1', restartPolicy: 'Always', ports: [{ containerPort: 1, hostPort: 9100 }] },
        ],
      },
    ],
  ])('a surge with %s never ends', (_, agent) => {
    const plan = rolloutOf(NODES, { spec: surging(1), pod: agent });
    expect(plan.completes).toBe(false);
    expect(podsLeft(plan)).toEqual({ a: 'old available, new pending', b: 'old available' });
    expect(blockerOf(plan, 'surge-hostport')).toMatchObject({ severity: 'error', nodes: ['a', 'b'] });
  });

  test('names the ports and says what to do', () => {
    const { message, fix } = blockerOf(rolloutOf(NODES, { spec: surging(1), pod: HOST_PORT }), 'surge-hostport')!;
    expect(message).toContain('the host port 9100/TCP: it stays Pending on NodePorts');
    expect(fix).toContain('set maxSurge to 0 and maxUnavailable to 1 or more');
  });

  test('a sidecar takes its port to 1.36, and to 1.28 nothing does', () => {
    const sidecar = { name: 'p', image: 'p:1', restartPolicy: 'Always', ports: [{ containerPort: 1, hostPort: 9100 }] };
    const agent = { spec: surging(1), pod: { initContainers: [sidecar] } };
    expect(rolloutOf(NODES, agent, agent, { kubernetesVersion: '1.28' }).completes).toBe(true);
  });

  test('the same port on another address does not stop a surge, but the one after it', () => {
    const at = (hostIP: string) => listening([{ containerPort: 9100, hostPort: 9100, hostIP }]);
    const plan = rolloutOf(NODES, { spec: surging(1), pod: at('10.0.0.1') }, { spec: surging(1), pod: at('10.0.0.2') });
    expect(plan.completes).toBe(true);
    expect(blockerOf(plan, 'surge-hostport')).toMatchObject({ severity: 'warning', nodes: [] });
  });

  test.each([
    ['old pods are deleted first', { spec: deletingFirst(1), pod: HOST_PORT }],
    ['the port is not one of the node', { spec: surging(1), pod: listening([{ containerPort: 9100 }]) }],
  ])('there is none where %s', (_, agent) => {
    const plan = rolloutOf(NODES, agent);
    expect(plan.completes).toBe(true);
    expect(blockerOf(plan, 'surge-hostport')).toBeUndefined();
  });

  test('a broken old pod is deleted first, so a surge gets through there', () => {
    const plan = rolloutOf(NODES, { spec: surging(1), pod: HOST_PORT }, undefined, { unavailableNodes: ['a'] });
    expect(podsLeft(plan).a).toBe('new available');
  });
});

describe('surge-resources', () => {
  const small = [node('small', { allocatable: { cpu: '1' } }), node('large')];
  const agent = { spec: surging(1), requests: { cpu: '600m' } };

  test('a node without room for two pods stops the surge', () => {
    const plan = rolloutOf(small, agent);
    const blocker = blockerOf(plan, 'surge-resources')!;
    expect([plan.completes, blocker.severity, blocker.nodes]).toEqual([false, 'error', ['small']]);
    expect(blocker.message).toContain('Insufficient cpu (requests 600 millicores; 600 of 1000 are in use)');
  });

  test('so does a node that takes no more pods', () => {
    const plan = rolloutOf([node('full', { allocatable: { pods: '1' } })], { spec: surging(1) });
    expect(blockerOf(plan, 'surge-resources')?.message).toContain('Too many pods');
  });

  test('there is none where both fit, or where the old pod is deleted first', () => {
    expect(blockerOf(rolloutOf([node('large')], agent), 'surge-resources')).toBeUndefined();
    expect(rolloutOf(small, { ...agent, spec: deletingFirst(1) })).toMatchObject({ completes: true, blockers: [] });
  });

  test('there is none where pods of lower priority make room', () => {
    const cluster = [
      node('a', { allocatable: { cpu: '1500m' } }),
      pod('web', 'a', { requests: { cpu: '800m' } }),
      priorityClass('high', 10),
    ];
    const plan = rolloutOf(cluster, { ...agent, pod: { priorityClassName: 'high' } });
    expect([plan.completes, plan.evicted.map(({ name }) => name)]).toEqual([true, ['web']]);
  });
});

describe('surge-hostnet-undeclared', () => {
  test('two processes on the host network may fight for a port that nobody declares', () => {
    const plan = rolloutOf(NODES, { spec: surging(1), pod: { hostNetwork: true } });
    expect(plan.completes).toBe(true);
    expect(blockerOf(plan, 'surge-hostnet-undeclared')).toMatchObject({ severity: 'warning', nodes: ['a', 'b'] });
  });

  test.each([
    ['without host network', { spec: surging(1) }, { spec: surging(1) }],
    ['without a surge', { pod: { hostNetwork: true } }, { pod: { hostNetwork: true } }],
    ['where the old pod is not on it', { spec: surging(1) }, { spec: surging(1), pod: { hostNetwork: true } }],
  ])('there is none %s', (_, from, to) => {
    expect(blockerOf(rolloutOf(NODES, from, to), 'surge-hostnet-undeclared')).toBeUndefined();
  });
});

describe('surge-pressure (kubernetes#124388)', () => {
  const pressed = node('b', { taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }] });

  test('a node under disk pressure evicts what surges', () => {
    const plan = rolloutOf([node('a'), pressed], { spec: surging(1) });
    expect(blockerOf(plan, 'surge-pressure')).toMatchObject({ severity: 'warning', nodes: ['b'] });
  });

  test('there is none without the pressure, or without a surge', () => {
    expect(blockerOf(rolloutOf(NODES, { spec: surging(1) }), 'surge-pressure')).toBeUndefined();
    expect(blockerOf(rolloutOf([node('a'), pressed], {}), 'surge-pressure')).toBeUndefined();
  });
});

describe('surge-singleton', () => {
  const writing = (hostPath: any, mount: any = {}) => ({
    containers: [{ name: 'agent', image: 'agent:1', volumeMounts: [{ name: 'state', mountPath: '/state', ...mount }] }],
    volumes: [{ name: 'state', hostPath }],
  });

  test('both pods write to the same path of the host', () => {
    const plan = rolloutOf(NODES, { spec: surging(1), pod: writing({ path: '/var/lib/agent' }) });
    expect(blockerOf(plan, 'surge-singleton')).toMatchObject({ severity: 'warning', nodes: ['a', 'b'] });
    expect(blockerOf(plan, 'surge-singleton')?.message).toContain('both write to /var/lib/agent');
  });

  test.each<[string, any, any]>([
    ['only reads', surging(1), writing({ path: '/var/lib/agent' }, { readOnly: true })],
    ['uses the socket of somebody else', surging(1), writing({ path: '/run/containerd.sock', type: 'Socket' })],
    ['is deleted first', deletingFirst(1), writing({ path: '/var/lib/agent' })],
  ])('there is none where the agent %s', (_, spec, agent) => {
    expect(blockerOf(rolloutOf(NODES, { spec, pod: agent }), 'surge-singleton')).toBeUndefined();
  });

  test('there is none where the new pod has a path of its own', () => {
    const from = { spec: surging(1), pod: writing({ path: '/var/lib/one' }) };
    const to = { spec: surging(1), pod: writing({ path: '/var/lib/two' }) };
    expect(blockerOf(rolloutOf(NODES, from, to), 'surge-singleton')).toBeUndefined();
  });
});

describe('surge-unwanted-nodes (kubernetes#118823)', () => {
  const cluster = [node('a'), node('b', { taints: [{ key: 'dedicated', value: 'x', effect: 'NoSchedule' }] })];
  const everywhere = { spec: surging(1), pod: { tolerations: [{ operator: 'Exists' }] } };
  const to = { spec: surging(1) };

  test('in 1.28 a toleration that goes leaves the old pod, and a new one Pending beside it', () => {
    const plan = rolloutOf(cluster, everywhere, to, { kubernetesVersion: '1.28' });
    expect(plan.completes).toBe(false);
    expect(podsLeft(plan).b).toBe('old available, new pending');
    expect(blockerOf(plan, 'surge-unwanted-nodes')).toMatchObject({ severity: 'error', nodes: ['b'] });
  });

  test('in 1.36 the old pod is deleted once as many others are available as want the agent', () => {
    const plan = rolloutOf(cluster, everywhere, to);
    expect(plan).toMatchObject({ completes: true, blockers: [], peakUnavailable: 1 });
    expect(podsLeft(plan)).toEqual({ a: 'new available', b: '' });
  });
});
