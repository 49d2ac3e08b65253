import { deletingFirst, rolloutPlanOf } from './rollout-fixture';
import { node, pod, priorityClass } from '../../fixtures';

const nodes = ['a', 'b', 'c', 'd'];
/** On each node a pod of its own name and size has to make room for one of 900 millicores. */
const cluster = [
  ...nodes.flatMap((name, i) => [
    node(name, { allocatable: { cpu: '1' } }),
    pod(`web-${name}`, name, { requests: { cpu: `${200 + i}m` } }),
  ]),
  priorityClass('high', 9),
];
const grown = () =>
  rolloutPlanOf(
    cluster,
    { requests: { cpu: '100m' }, pod: { priorityClassName: 'high' } },
    { requests: { cpu: '900m' }, pod: { priorityClassName: 'high' }, spec: deletingFirst(2) },
  );

test('nodes on which the new pod evicts another are of one class, whichever pod that is', () => {
  const { fleet } = grown()._rollout;
  expect(fleet.groups.map(({ size }) => size)).toEqual([nodes.length]);
});

test('on each of them the pod is told that makes room there, in the order of the waves', () => {
  const { waves, evicted } = grown().toJson();
  expect(waves.map((wave) => wave.nodes)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(evicted.map((each) => [each.node, each.name])).toEqual(nodes.map((name) => [name, `web-${name}`]));
});
