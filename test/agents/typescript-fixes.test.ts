import { typeScriptFix } from '../../src/agents/typescript-fixes';
import type { ManifestErrorType } from '../../src/kubernetes/validation/manifest-error';

test.each<[string, ManifestErrorType, string, string | undefined, string | undefined]>([
  ['replaces advice on YAML', 'FieldValueForbidden', 'spec.template.spec.hostPID', 'remove it', 'leave hostPid out'],
  [
    'keeps a value that was probably meant',
    'FieldValueInvalid',
    'metadata.name',
    'did you mean logs?',
    'set instance or metadata.name (did you mean logs?)',
  ],
  [
    'is there where the error has none',
    'FieldValueInvalid',
    'metadata.name',
    undefined,
    'set instance or metadata.name',
  ],
  ['is for one kind of mistake', 'FieldValueRequired', 'metadata.name', undefined, undefined],
  ['is for one field', 'FieldValueInvalid', 'spec.template.metadata.name', undefined, undefined],
  [
    'leaves other advice as it is',
    'FieldValueForbidden',
    'spec.template.spec.hostNetwork',
    'remove one of them',
    'remove one of them',
  ],
  [
    'leaves out how a list is written in YAML',
    'FieldValueTypeInvalid',
    'spec.template.spec.containers[0].command',
    'start each entry with a dash',
    undefined,
  ],
])('the fix in TypeScript %s', (_, type, field, hint, fix) => {
  expect(typeScriptFix({ type, field, detail: 'the rule', fix: hint })).toBe(fix);
});
