import { ByParts } from '../../../src/planner/placement/by-parts';

test('what is known by the same parts is made once, whatever they are', () => {
  const known = new ByParts<object>();
  const object = {};
  const made = known.get([object, undefined, 'x'], () => ({}));
  expect(known.get([object, undefined, 'x'], () => ({}))).toBe(made);
  expect(known.get([object, 'x', undefined], () => ({}))).not.toBe(made);
  expect(known.get([{}, undefined, 'x'], () => ({}))).not.toBe(made);
  expect(known.get([object, undefined, 'y'], () => ({}))).not.toBe(made);
});
