import { NodeInventory } from '../../src/inventory/node-inventory';
import { pod, node } from '../fixtures';

const message = (objects: any[]) => {
  try {
    NodeInventory.fromManifests(objects);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

test('what nodes and pods have in common is kept once', () => {
  const objects = [node('a'), node('b'), pod('p', 'a'), pod('q', 'b'), pod('r', 'b', { requests: { cpu: '1' } })];
  const { nodes, pods } = NodeInventory.fromManifests(objects)._contents;
  expect(nodes[0].allocatable).toBe(nodes[1].allocatable);
  expect(pods.map(({ traits }) => traits.spec === pods[0].traits.spec)).toEqual([true, true, false]);
});

test('each node keeps its own hostname', () => {
  const { nodes } = NodeInventory.fromManifests([node('a'), node('b')])._contents;
  expect(nodes.map(({ labels }) => [...labels])).toEqual([
    [
      ['kubernetes.io/os', 'linux'],
      ['kubernetes.io/hostname', 'a'],
    ],
    [
      ['kubernetes.io/os', 'linux'],
      ['kubernetes.io/hostname', 'b'],
    ],
  ]);
});

test('a fault that many objects share is told of each', () => {
  const wrong = { allocatable: { memory: '1GB' } };
  expect(message([node('a', wrong), node('b', wrong)])).toEqual([
    expect.stringContaining('Node a: status.allocatable.memory'),
    expect.stringContaining('Node b: status.allocatable.memory'),
  ]);
});

test.each<[string, any]>([
  ['tolerations', 'spec.tolerations'],
  ['affinity', 'spec.affinity'],
])('a fault in the %s of a pod whose like was read before is told', (field, path) => {
  expect(message([node('a'), pod('p', 'a'), pod('q', 'a', { spec: { [field]: 5 } })])).toEqual([
    expect.stringContaining(`Pod apps/q: ${path} is 5`),
  ]);
});

test('a term that names keys of the labels of its pod is read of each pod', () => {
  const term = { topologyKey: 'zone', labelSelector: {}, matchLabelKeys: ['app'] };
  const spec = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
  const { pods } = NodeInventory.fromManifests([node('a'), pod('p', 'a', { spec }), pod('q', 'a', { spec })])._contents;
  expect(pods.map((each) => each.traits.spec.podAntiAffinity[0].labelSelector!.matchExpressions[0].values)).toEqual([
    ['p'],
    ['q'],
  ]);
});

test('of many alike in a row each is still held against the others', () => {
  const many = Array.from({ length: 100 }, (_, i) => {
    const name = `p-${String(i).padStart(3, '0')}`;
    const metadata = { name, labels: { app: i === 80 ? 'other' : 'p' } };
    return pod(name, 'a', { requests: { cpu: i === 60 ? '2' : '1' }, metadata });
  });
  const { pods } = NodeInventory.fromManifests([node('a'), ...many])._contents;
  const unlike = (isSame: (place: number) => boolean) => pods.flatMap((_, place) => (isSame(place) ? [] : [place]));
  expect(unlike((place) => pods[place].traits.spec === pods[0].traits.spec)).toEqual([60]);
  expect(unlike((place) => pods[place].traits.labels === pods[0].traits.labels)).toEqual([80]);
});
