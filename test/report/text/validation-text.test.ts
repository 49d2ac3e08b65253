import { readManifests } from '../../../src/kubernetes/manifest/read-manifests';
import { ManifestError } from '../../../src/kubernetes/validation/manifest-error';
import { validationText } from '../../../src/report/text/validation-text';

function told(file: string, errors: ManifestError[], width?: number): string[] {
  const text = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: logs, namespace: agents }\nspec: {}\n';
  const [manifest] = readManifests(text, file, []);
  return validationText([{ manifest, errors }], { width }).split('\n').slice(0, -1);
}

const MISSING: ManifestError = { type: 'FieldValueRequired', field: 'spec.selector', detail: 'is required' };
const MISMATCH: ManifestError = {
  type: 'FieldValueInvalid',
  field: 'spec.template.metadata.labels',
  value: { 'app.kubernetes.io/name': 'logs' },
  detail: '`selector` does not match template `labels`',
};

test('a mistake that fits is one line, as compilers write it', () => {
  expect(told('agents.yaml', [MISSING])).toEqual([
    'agents.yaml:4: DaemonSet agents/logs: spec.selector is required',
    'The API server would refuse 1 of 1 DaemonSet.',
  ]);
});

test('one that does not fit stands below its place', () => {
  expect(told('agents.yaml', [MISMATCH])).toEqual([
    'agents.yaml:4:',
    '  DaemonSet agents/logs: spec.template.metadata.labels is',
    '  {"app.kubernetes.io/name":"logs"}: `selector` does not match template `labels`',
    'The API server would refuse 1 of 1 DaemonSet.',
  ]);
});

test('a path is never cut, however long it is', () => {
  const file = `${'charts/'.repeat(15)}agents.yaml`;
  expect(told(file, [MISSING])).toEqual([
    `${file}:4:`,
    '  DaemonSet agents/logs: spec.selector is required',
    'The API server would refuse 1 of 1 DaemonSet.',
  ]);
});
