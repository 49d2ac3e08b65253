import { Demand } from '../../../src/planner/placement/demand';
import { daemonSet, node, planOf } from '../../fixtures';

/** The agents of a plan that request this. */
function agentsThatRequest(...requests: Record<string, string>[]) {
  return planOf(
    [node('a')],
    requests.map((each, i) => daemonSet(`x-${i}`, {}, each)),
  )._placement.agents;
}

const agents = agentsThatRequest(
  { cpu: '100m', memory: '1Mi' },
  { cpu: '200m', 'example.com/gpu': '1' },
  { memory: '0' },
);
const demand = new Demand(agents);

test('the resources are pods, and those that an agent requests', () => {
  expect(demand.resources).toEqual(['pods', 'cpu', 'memory', 'example.com/gpu']);
});

test('what agents request is summed up by resource, a pod for each of them', () => {
  expect([...demand.sum(agents)]).toEqual([3, 300, 2 ** 20, 1]);
  expect([...demand.sum([])]).toEqual([0, 0, 0, 0]);
});

test.each<[string, number[], boolean[], string[][]]>([
  ['as much as is requested', [1, 200, 2 ** 20, 1], [true, true, true], [[], [], []]],
  ['no pod more', [0, 200, 2 ** 20, 1], [false, false, false], [['pods'], ['pods'], ['pods']]],
  [
    'too little of two resources',
    [1, 99, 0, 0],
    [false, false, true],
    [['cpu', 'memory'], ['cpu', 'example.com/gpu'], []],
  ],
  // A resource that is not requested may be taken more than there is: NodeResourcesFit asks only for what is requested.
  [
    'less than nothing of what is not requested',
    [1, 100, 2 ** 20, -1],
    [true, false, true],
    [[], ['cpu', 'example.com/gpu'], []],
  ],
])('with %s, each agent fits or finds this short', (_, left, fits, short) => {
  const amounts = new Float64Array(left);
  expect(agents.map((agent) => demand.fits(agent, amounts))).toEqual(fits);
  expect(agents.map((agent) => demand.shortFor(agent, amounts))).toEqual(short);
});

test('what an agent takes can be given back', () => {
  const left = new Float64Array([10, 1000, 2 ** 30, 4]);
  demand.add(agents[1], -1, left);
  expect([...left]).toEqual([9, 800, 2 ** 30, 3]);
  demand.add(agents[1], 1, left);
  expect([...left]).toEqual([10, 1000, 2 ** 30, 4]);
});
