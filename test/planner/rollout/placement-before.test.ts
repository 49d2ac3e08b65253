import { NodeInventory } from '../../../src/inventory/node-inventory';
import { kubernetesVersion } from '../../../src/kubernetes/kubernetes-version';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import * as placement from '../../../src/planner/placement/plan-placement';
import { PlacementBefore, StandingOf } from '../../../src/planner/rollout/placement-before';
import { daemonSet, node, pod } from '../../fixtures';

const LOST = { conditions: [{ type: 'Ready', status: 'Unknown' }] };
const cluster = [
  node('a', { allocatable: { cpu: '1' } }),
  {
    ...node('b', {
      allocatable: { cpu: '1' },
      taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }],
    }),
  },
  node('c', { allocatable: { cpu: '1' } }),
  pod('web-a', 'a', { requests: { cpu: '900m' } }),
  pod('web-c', 'c', { requests: { cpu: '500m' } }),
];
cluster[2].status = { ...cluster[2].status, ...LOST };
const agents = [daemonSet('logs', {}, { cpu: '300m' })];

function before(): PlacementBefore {
  return new PlacementBefore(
    NodeInventory.fromManifests(cluster),
    manifestsOf(agents, []),
    kubernetesVersion(undefined),
  );
}

/** On a node: how the agent fares, and which pods stand there. */
function told(standingOf: StandingOf, i: number) {
  const { placement: plan, place } = standingOf(i);
  return [plan.outcomes.at(0, place).state, plan.nodes[place].pods.map(({ name }) => name)];
}

test('agents stand on nodes that are lost since as they did before', () => {
  const standingOf = before().on([0, 1, 2]);
  expect([0, 1, 2].map((i) => told(standingOf, i))).toEqual([
    ['Pending', ['web-a']],
    ['Scheduled', ['logs']],
    ['Scheduled', ['web-c', 'logs']],
  ]);
});

test('on some nodes they stand as on all', () => {
  const everywhere = before().everywhere();
  const some = before().on([2, 0]);
  expect([0, 2].map((i) => told(some, i))).toEqual([0, 2].map((i) => told(everywhere, i)));
});

test('a node that is asked about again is not placed again', () => {
  const placed = jest.spyOn(placement, 'planPlacement');
  const all = before();
  const first = all.on([0]);
  const second = all.on([0, 1]);
  all.on([1, 0, 1]);
  expect(placed.mock.calls.map(([{ nodeNames }]) => nodeNames)).toEqual([['a'], ['b']]);
  expect(second(0)).toBe(first(0));
  placed.mockRestore();
});
