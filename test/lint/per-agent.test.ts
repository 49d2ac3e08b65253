import { agent } from './lint-fixture';
import { lintAgent } from '../../src/lint/lint-agent';
import { perAgent } from '../../src/lint/per-agent';
import { node, planOf } from '../fixtures';

test('what is read of an agent is read once, also where there is nothing to read', () => {
  const [a, b] = planOf([node('n')], [agent('a'), agent('b')])._placement.agents.map((each) => lintAgent(each, []));
  const read = jest.fn(({ key }) => (key === 'agents/a' ? undefined : key));
  const keyOf = perAgent(read);
  expect([keyOf(a), keyOf(b), keyOf(a), keyOf(b)]).toEqual([undefined, 'agents/b', undefined, 'agents/b']);
  expect(read).toHaveBeenCalledTimes(2);
});
