import { NamesOnce } from '../../../../src/report/html/sections/names-once';
import { nodeNamesText } from '../../../../src/report/node-names';

test('names read as everywhere, the first time and again', () => {
  const names = new NamesOnce();
  for (const nodes of [['a-1', 'a-2'], ['a-1', 'a-2'], ['b'], []]) {
    expect(names.text(nodes)).toBe(nodeNamesText(nodes));
  }
});
