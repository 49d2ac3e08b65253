import { nodeColumns } from '../../../../src/report/html/data/node-columns';
import { orderedNodes } from '../../../../src/report/html/data/node-order';
import { daemonSet, node, planOf } from '../../../fixtures';
import { smallPlan } from '../small-fleet';

function columnsOf({ _placement: plan }: ReturnType<typeof smallPlan>) {
  return nodeColumns(plan, orderedNodes(plan.nodes.map((each) => each.node)));
}

test('nodes are grouped by pool, zone, class and taints, then by the labels that many of them share', () => {
  const columns = columnsOf(smallPlan());
  expect(columns.map(({ title }) => title)).toEqual([
    'Pool',
    'Zone',
    'Class',
    'Taints',
    'example.com/pool',
    'kubernetes.io/os',
  ]);
  expect(columns[0]).toEqual({ title: 'Pool', values: ['general', 'gpu', 'windows'], runs: [0, 6, 1, 2, 2, 1] });
  expect(columns[1]).toMatchObject({ values: ['zone-a', 'zone-b'], runs: [0, 3, 1, 3, 0, 1, 1, 2] });
  expect(columns[2].values).toEqual([
    'general: 4 cpu, 8Gi',
    'gpu: 4 cpu, 8Gi, gpu=present:NoSchedule',
    'windows: 4 cpu, 8Gi',
  ]);
});

test('classes that read the same get a number, as many as the plan has', () => {
  const nodes = ['a', 'b', 'c'].map((name) => node(name, { labels: { read: name } }));
  const plan = planOf(nodes, [daemonSet('logs', { nodeSelector: { read: 'a' } })]);
  expect(columnsOf(plan)[2].values).toEqual([
    'untainted: 4 cpu, 8Gi',
    'untainted: 4 cpu, 8Gi (2)',
    'untainted: 4 cpu, 8Gi (3)',
  ]);
  expect(plan.toJson().nodes.classes).toBe(3);
});

test('a cordoned node says so', () => {
  const columns = columnsOf(planOf([node('a', { unschedulable: true })], [daemonSet('logs')]));
  expect(columns[3].values).toEqual(['cordoned']);
});
