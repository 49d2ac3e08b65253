import { ManifestError, ManifestErrorType } from '../kubernetes/validation/manifest-error';

const WHOLE_NUMBER = 'write for example revisionHistoryLimit: 10';

/** What to write in TypeScript, by the kind of mistake and the field, or `label KEY`. */
const FIXES: readonly (readonly [type: ManifestErrorType, field: RegExp, fix: string])[] = [
  ['FieldValueInvalid', /^metadata\.name$/, 'set instance or metadata.name'],
  ['FieldValueInvalid', /^label /, 'set name, instance or the label'],
  [
    'FieldValueInvalid',
    /^spec\.template\.metadata\.labels$/,
    'set name, instance or selectorLabels instead of the label',
  ],
  ['FieldValueInvalid', /^spec\.revisionHistoryLimit$/, WHOLE_NUMBER],
  ['FieldValueTypeInvalid', /^spec\.revisionHistoryLimit$/, WHOLE_NUMBER],
  ['FieldValueDuplicate', /ontainers\[\d+\]\.name$/, 'give each a name of its own'],
  ['FieldValueInvalid', /\.mountPath$/, 'mount it elsewhere, with at()'],
  ['FieldValueForbidden', /\.mountPropagation$/, "write privileges: Privileges.privileged('why'), or HostToContainer"],
  ['FieldValueDuplicate', /\.hostPort$/, 'use another port: a port of the node has one holder'],
  ['FieldValueInvalid', /^spec\.template\.spec\.hostNetwork$/, 'write hostNetwork: true and nodes: NodeSet.windows()'],
  ['FieldValueInvalid', /^spec\.template\.spec$/, "write privileges: Privileges.hostProcess('why') for each of them"],
  ['FieldValueForbidden', /^spec\.template\.spec\.hostPID$/, 'leave hostPid out'],
  ['FieldValueForbidden', /^spec\.template\.spec\.hostIPC$/, 'leave hostIpc out'],
];

/**
 * What to write instead, in the terms of the constructs' properties, or else as the error says, which means YAML;
 * advice that names a value stays beside the fix.
 */
export function typeScriptFix({ type, field, fix: hint }: ManifestError): string | undefined {
  const fix = FIXES.find(([ofType, pattern]) => ofType === type && pattern.test(field))?.[2];
  if (fix === undefined) {
    return hint?.endsWith('a dash') ? undefined : hint;
  }
  return hint && /^(did you mean|add) /.test(hint) ? `${fix} (${hint})` : fix;
}
