import { PlacementReason } from '../../../src/planner/placement/placement-document';
import { besidesText, reasonText } from '../../../src/report/text/reason-text';
import { insufficient, unselected, untolerated } from '../placement-document-fixture';

const MI = 1024 ** 2;

function text(...reasons: PlacementReason[]): string {
  return reasonText(reasons.map((reason) => ({ reason, nodes: 1 })));
}

test.each([
  ['cpu', insufficient('cpu', 100, 1925, 1930), 'Insufficient cpu: needs 100m, 5m free (1925m of 1930m in use)'],
  [
    'memory, of which even a byte too little shows',
    insufficient('memory', 128 * MI, 872 * MI + 1, 1000 * MI),
    'Insufficient memory: needs 128Mi, 127.9Mi free (872Mi of 1000Mi in use)',
  ],
  [
    'a node that is overcommitted',
    insufficient('cpu', 50, 2000, 1930),
    'Insufficient cpu: needs 50m, 0 free (2 of 1930m in use)',
  ],
  [
    'a node that is too small',
    insufficient('cpu', 8000, 0, 3920),
    'Insufficient cpu: needs 8, the whole node has 3920m',
  ],
  [
    'a node without it',
    insufficient('nvidia.com/gpu', 1, 0, 0),
    'Insufficient nvidia.com/gpu: needs 1, the node has none',
  ],
  ['pods', insufficient('pods', 1, 11, 11), 'Too many pods: 11 of 11 in use'],
])('figures are in units for people: %s', (_, reason, expected) => {
  expect(text(reason)).toBe(expected);
});

test('over several nodes the figures are ranges', () => {
  expect(text(insufficient('cpu', 100, 1925, 1930), insufficient('cpu', 100, 3860, 3920))).toBe(
    'Insufficient cpu: needs 100m, 5m to 60m free (1925m to 3860m of 1930m to 3920m in use)',
  );
});

test('a reason of the scheduler that does not name the taint gets it', () => {
  const taint = { key: 'spot', value: 'true', effect: 'NoSchedule' };
  const message = 'node(s) had untolerated taint(s)';
  expect(text({ decider: 'scheduler', plugin: 'TaintToleration', message, taint })).toBe(
    `${message}: spot=true:NoSchedule`,
  );
});

test('a reason that names the taint already does not get it twice', () => {
  expect(text(untolerated('spot', 'true'))).toBe('untolerated taint spot=true:NoSchedule');
});

test('what nodes have instead is told once each, that of most nodes first', () => {
  const values = ['arm64', 'general', 'spot', 'windows'].map((pool, i) => ({
    reason: unselected('pool=gpu', `the node's is "${pool}"`),
    nodes: i,
  }));
  expect(reasonText([...values, values[1]])).toBe(
    `node selector pool=gpu does not match: the node's is "windows", "general", "spot" and 1 more`,
  );
});

test('what cannot be told in the same words keeps its own', () => {
  expect(
    text(unselected('gpu=true', 'the node has no label gpu'), unselected('gpu=true', `the node's is "false"`)),
  ).toBe(`node selector gpu=true does not match: the node has no label gpu, the node's is "false"`);
});

test('taints beside the point are told in a sentence, that of most nodes first', () => {
  expect(
    besidesText([
      { reason: untolerated('dedicated', 'infra'), nodes: 3 },
      { reason: untolerated('spot', 'true'), nodes: 8 },
    ]),
  ).toBe('besides, untolerated taints: spot=true:NoSchedule, dedicated=infra:NoSchedule');
});

test('escape sequences in a message do not reach the terminal', () => {
  expect(text(unselected('pool=gpu', 'the node has no label \u001b[31mpool'))).not.toContain('\u001b');
});
