import { outcomesOf } from '../../../src/report/text/outcomes';
import {
  excluded,
  insufficient,
  pending,
  refused,
  scheduled,
  unselected,
  untolerated,
} from '../placement-document-fixture';

const SPOT = untolerated('spot', 'true');

test('nodes where the agent runs are no outcome to explain', () => {
  expect(outcomesOf([scheduled('a', 'b')])).toEqual([]);
});

test('nodes that are short of the same resource are together, whatever their figures', () => {
  const [outcome, ...others] = outcomesOf([
    pending(['a'], insufficient('cpu', 100, 1925, 1930)),
    pending(['b', 'c'], insufficient('cpu', 100, 3900, 3920)),
  ]);
  expect(others).toEqual([]);
  expect(outcome.nodes).toEqual(['a', 'b', 'c']);
  expect(outcome.reasons[0].map(({ reason, nodes }) => [reason.used, nodes])).toEqual([
    [1925, 1],
    [3900, 2],
  ]);
});

test('nodes that are short of different resources are apart', () => {
  const outcomes = outcomesOf([
    pending(['a'], insufficient('cpu', 100, 1925, 1930)),
    pending(['b'], insufficient('cpu', 100, 1925, 1930), insufficient('pods', 1, 11, 11)),
  ]);
  expect(outcomes.map(({ nodes }) => nodes)).toEqual([['a'], ['b']]);
});

test('nodes that fail the same selector are together, whatever they have instead, and their taints are beside the point', () => {
  const outcomes = outcomesOf([
    excluded(['a'], unselected('pool=gpu', `the node's is "general"`)),
    excluded(['b', 'c'], unselected('pool=gpu', `the node's is "spot"`), SPOT),
  ]);
  expect(outcomes).toHaveLength(1);
  expect(outcomes[0].nodes).toEqual(['a', 'b', 'c']);
  expect(outcomes[0].besides).toEqual([{ reason: SPOT, nodes: 2 }]);
});

test('nodes that are selected are told apart by their taints', () => {
  const outcomes = outcomesOf([excluded(['a'], SPOT), excluded(['b'], SPOT, untolerated('dedicated', 'infra'))]);
  expect(outcomes.map(({ nodes, besides }) => [nodes, besides])).toEqual([
    [['a'], []],
    [['b'], []],
  ]);
});

test('what is wrong comes before what is meant to be, and most nodes first', () => {
  const outcomes = outcomesOf([
    excluded(['a'], SPOT),
    excluded(['b', 'c'], untolerated('dedicated', 'infra')),
    pending(['d'], insufficient('cpu', 1, 2, 2)),
    refused(['e'], 'no PriorityClass with name x was found'),
  ]);
  expect(outcomes.map(({ state, nodes }) => [state, nodes.length])).toEqual([
    ['Refused', 1],
    ['Pending', 1],
    ['Excluded', 2],
    ['Excluded', 1],
  ]);
});
