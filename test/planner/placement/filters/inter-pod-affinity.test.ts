import { daemonSet, node, planOf, pod, reasons, states } from '../../../fixtures';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const term = (topologyKey: string, app: string, more: any = {}) => ({
  topologyKey,
  labelSelector: { matchLabels: { app } },
  ...more,
});
const affinity = (...terms: any[]) => ({ affinity: { podAffinity: { [REQUIRED]: terms } } });
const antiAffinity = (...terms: any[]) => ({ affinity: { podAntiAffinity: { [REQUIRED]: terms } } });
const zoned = (name: string, zone: string) => node(name, { labels: { [ZONE]: zone } });
const inApps = { namespaces: ['apps'] };

/** InterPodAffinity: filtering.go */
describe('required pod affinity', () => {
  const cluster = [zoned('a', 'one'), zoned('b', 'one'), zoned('c', 'two'), node('d'), pod('db', 'a')];

  test.each<[string, any, Record<string, string>]>([
    [
      'holds in the domain of a pod it selects',
      affinity(term(ZONE, 'db', inApps)),
      { a: 'Scheduled', b: 'Scheduled', c: 'Pending', d: 'Pending' },
    ],
    [
      'means the namespace of the pod itself by default',
      affinity(term(ZONE, 'db')),
      { a: 'Pending', b: 'Pending', c: 'Pending', d: 'Pending' },
    ],
    [
      'reaches every namespace by an empty selector',
      affinity(term(HOSTNAME, 'db', { namespaceSelector: {} })),
      { a: 'Scheduled', b: 'Pending', c: 'Pending', d: 'Pending' },
    ],
    [
      'selects a namespace by the label of its name',
      affinity(term(HOSTNAME, 'db', { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'apps' } } })),
      { a: 'Scheduled', b: 'Pending', c: 'Pending', d: 'Pending' },
    ],
    [
      'selects no pod without a selector',
      affinity({ topologyKey: ZONE, ...inApps }),
      { a: 'Pending', b: 'Pending', c: 'Pending', d: 'Pending' },
    ],
    [
      'lets the first of a kind found its group',
      affinity(term(ZONE, 'agent')),
      { a: 'Scheduled', b: 'Scheduled', c: 'Pending', d: 'Pending' },
    ],
  ])('%s', (_, spec, expected) => {
    expect(states(planOf(cluster, [daemonSet('agent', spec)]), 'agent')).toEqual(expected);
  });

  test('waits for an agent that comes later: the pod is tried again', () => {
    const agents = [daemonSet('envoy', affinity(term(HOSTNAME, 'cilium'))), daemonSet('cilium')];
    expect(states(planOf([node('a'), node('b')], agents), 'envoy')).toEqual({ a: 'Scheduled', b: 'Scheduled' });
  });
});

describe('required pod anti-affinity', () => {
  test('keeps the pod from the domain of a pod it selects; a node without the key is fine', () => {
    const cluster = [zoned('a', 'one'), zoned('b', 'one'), zoned('c', 'two'), node('d'), pod('db', 'a')];
    const plan = planOf(cluster, [daemonSet('agent', antiAffinity(term(ZONE, 'db', inApps)))]);
    expect(states(plan, 'agent')).toEqual({ a: 'Pending', b: 'Pending', c: 'Scheduled', d: 'Scheduled' });
    expect(reasons(plan, 'agent', 'b')).toMatchObject([
      { plugin: 'InterPodAffinity', message: "node(s) didn't match pod anti-affinity rules", reported: true },
    ]);
  });

  test('of a running pod keeps the agent away all the same', () => {
    const loner = pod('loner', 'a', { spec: antiAffinity(term(HOSTNAME, 'agent', { namespaces: ['agents'] })) });
    const plan = planOf([node('a'), node('b'), loner], [daemonSet('agent')]);
    expect(states(plan, 'agent')).toEqual({ a: 'Pending', b: 'Scheduled' });
    expect(reasons(plan, 'agent', 'a')).toMatchObject([
      { message: "node(s) didn't satisfy existing pods anti-affinity rules" },
    ]);
  });

  test('against itself per host, as Cilium has it, lets one run on every node', () => {
    const plan = planOf([node('a'), node('b')], [daemonSet('cilium', antiAffinity(term(HOSTNAME, 'cilium')))]);
    expect(states(plan, 'cilium')).toEqual({ a: 'Scheduled', b: 'Scheduled' });
  });
});
