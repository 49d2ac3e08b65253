import { FieldNames, isAt } from '../../../../src/kubernetes/manifest/json/field-names';

const names = FieldNames.of({ name: true, spec: { taints: true }, Name: true, größe: true })!;

function found(key: string) {
  const bytes = Buffer.from(`"${key}"`);
  const field = names.find(bytes, 1, bytes.length - 1);
  return field && { name: field.name.toString(), below: field.below !== undefined };
}

test.each(['name', 'Name', 'größe'])('%s is kept, with all below it', (key) => {
  expect(found(key)).toEqual({ name: key, below: false });
});

test('of spec there is more to say', () => {
  expect(found('spec')).toEqual({ name: 'spec', below: true });
});

test.each(['', 'n', 'names', 'eman', 'taints', 'constructor'])('%j is not kept', (key) => {
  expect(found(key)).toBeUndefined();
});

test('a name with an escape may be any, and is kept', () => {
  expect(found('n\\u0061me')).toEqual({ name: '', below: false });
});

test('of a field that is kept with all below there are no names', () => {
  expect(FieldNames.of(true)).toBeUndefined();
});

test('a word is found where it stands, and nowhere else', () => {
  const bytes = Buffer.from('a--- b--');
  expect(isAt(Buffer.from('---'), bytes, 1)).toBe(true);
  expect(isAt(Buffer.from('---'), bytes, 0)).toBe(false);
  expect(isAt(Buffer.from('---'), bytes, 6)).toBe(false);
});
