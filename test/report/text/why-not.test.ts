import { sectionLines } from '../../../src/report/text/layout';
import { styleOf } from '../../../src/report/text/style';
import { whyNot } from '../../../src/report/text/why-not';
import {
  agent,
  excluded,
  insufficient,
  pending,
  plan,
  refused,
  scheduled,
  unselected,
  untolerated,
} from '../placement-document-fixture';

function lines(...agents: Parameters<typeof plan>[0]): string[] {
  return sectionLines(whyNot(plan(agents), 100, styleOf(false)));
}

const SHORT = insufficient('cpu', 100, 1925, 1930);
const SPOT = untolerated('spot', 'true');

test('there is nothing to say of agents that run everywhere', () => {
  expect(lines(agent('logs', [scheduled('a')]))).toEqual([]);
});

test('who decides is told once, for the states there are', () => {
  const legend = lines(agent('logs', [excluded(['a'], SPOT)])).slice(0, 2);
  expect(legend).toEqual(['Excluded: the DaemonSet controller creates no pod, and no event says why.', '']);
});

test('each state is told with its decider, its nodes and its reasons', () => {
  const placements = [
    scheduled('e'),
    refused(['d'], 'no PriorityClass with name x was found'),
    pending(['small-a-01'], SHORT),
    excluded(['spot-1', 'spot-2', 'spot-3'], SPOT),
  ];
  expect(lines(agent('logs', placements)).slice(4)).toEqual([
    'agents/logs runs on 1 of 6 nodes',
    '  Refused (admission), 1 node: d',
    '      no PriorityClass with name x was found',
    '  Pending (scheduler), 1 node: small-a-01',
    '    » Insufficient cpu: needs 100m, 5m free (1925m of 1930m in use)',
    '  Excluded (controller), 3 nodes: spot-[1-3]',
    '      untolerated taint spot=true:NoSchedule',
  ]);
});

test('only the reasons that the event would show are marked', () => {
  const ports = { decider: 'scheduler', plugin: 'NodePorts', message: 'no free ports', reported: true } as const;
  const text = lines(agent('logs', [pending(['a'], ports, { ...SHORT, reported: undefined })]));
  expect(text.slice(-2)).toEqual([
    '    » no free ports',
    '      Insufficient cpu: needs 100m, 5m free (1925m of 1930m in use)',
  ]);
});

test('nodes that an agent does not select are told by what they have instead, then by their taints', () => {
  const general = excluded(['general-1'], unselected('pool=gpu', `the node's is "general"`));
  const spot = excluded(['spot-1'], unselected('pool=gpu', `the node's is "spot"`), SPOT);
  expect(lines(agent('gpu', [general, spot])).slice(-3)).toEqual([
    '  Excluded (controller), 2 nodes: general-1, spot-1',
    `      node selector pool=gpu does not match: the node's is "general", "spot"`,
    '      besides, untolerated taints: spot=true:NoSchedule',
  ]);
});

test('agents that fare alike are told of together', () => {
  const text = lines(agent('logs', [excluded(['a'], SPOT)]), agent('cni', [excluded(['a'], SPOT)]));
  expect(text.filter((line) => line.startsWith('agents/'))).toEqual(['agents/logs, agents/cni run on 0 of 1 node']);
});

test('a running pod stays where the controller would create none: told only if there is one', () => {
  const stays = { ...excluded(['a'], SPOT), continues: true };
  expect(lines(agent('logs', [stays], { misscheduled: 1 }))).toContain(
    '  Excluded (controller), 1 node, a running pod stays: a',
  );
  expect(lines(agent('logs', [stays]))).toContain('  Excluded (controller), 1 node: a');
});

test('names that do not fit beside the state have a line of their own', () => {
  const nodes = ['ip-10-40-17-114', 'ip-10-41-33-27'].map((name) => `${name}.eu-central-1.compute.internal`);
  expect(lines(agent('logs', [excluded(nodes, SPOT)])).slice(-3)).toEqual([
    '  Excluded (controller), 2 nodes:',
    `      ${nodes.join(', ')}`,
    '      untolerated taint spot=true:NoSchedule',
  ]);
});
