import { daemonSet } from './fixture';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';

test('a DaemonSet without a mistake has no errors', () => {
  expect(ManifestValidator.validate(daemonSet())).toEqual([]);
});

test('every mistake is told in one pass', () => {
  const manifest = daemonSet({ tolerations: [{ key: 'a b' }], dnsPolicy: 'None', hostnetwork: true });
  expect(ManifestValidator.validate(manifest).map(({ type, field }) => [type, field])).toEqual([
    ['UnknownField', 'spec.template.spec.hostnetwork'],
    ['FieldValueRequired', 'spec.template.spec.dnsConfig'],
    ['FieldValueInvalid', 'spec.template.spec.tolerations[0].key'],
  ]);
});

test('the previous manifest brings the rules of an update', () => {
  const previous = daemonSet();
  previous.metadata.name = 'other';
  expect(ManifestValidator.validate(daemonSet(), previous)).toMatchObject([
    { field: 'metadata.name', detail: 'field is immutable', fix: 'keep other' },
  ]);
});

test('manifests of other kinds are not looked at', () => {
  expect(ManifestValidator.validate({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'A' } })).toEqual([]);
});

test.each([['apps/v1beta2'], ['extensions/v1beta1'], [undefined]])('a DaemonSet of %s is not served', (apiVersion) => {
  expect(ManifestValidator.validate({ ...daemonSet(), apiVersion })).toMatchObject([
    { type: 'FieldValueNotSupported', field: 'apiVersion', fix: 'write apiVersion: apps/v1' },
  ]);
});

test.each([[undefined], [null], ['kind: DaemonSet'], [[]]])('%j is no object', (manifest) => {
  expect(ManifestValidator.validate(manifest)).toMatchObject([{ type: 'FieldValueTypeInvalid', field: '' }]);
});

test('validating does not change the manifest', () => {
  const manifest = daemonSet({ tolerations: null, hostNetwork: 'true' });
  const before = JSON.stringify(manifest);
  ManifestValidator.validate(manifest, manifest);
  expect(JSON.stringify(manifest)).toBe(before);
});
