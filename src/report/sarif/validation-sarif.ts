import { lineOfField } from '../../kubernetes/manifest/line-of-field';
import { ManifestErrorType } from '../../kubernetes/validation/manifest-error';
import { ValidatedManifest } from '../validation-document';
import { SarifRule, sarifLog } from './sarif-log';

const TITLES: Record<ManifestErrorType, string> = {
  FieldValueRequired: 'A field is missing.',
  FieldValueInvalid: 'A field has a value that its rule does not allow.',
  FieldValueNotSupported: 'A field has a value that is none of those there are.',
  FieldValueDuplicate: 'A value stands twice where it may stand once.',
  FieldValueForbidden: 'A field may not be set here.',
  FieldValueNotFound: 'A field names something that is not there.',
  FieldValueTooLong: 'A value is too long.',
  FieldValueTooMany: 'A list has too many entries.',
  FieldValueTypeInvalid: 'A field has a value of the wrong type.',
  UnknownField: 'There is no field of this name.',
};

const RULES: readonly SarifRule[] = Object.entries(TITLES).map(([id, title]) => ({
  id,
  severity: 'error',
  title,
  why: `${title} The API server refuses the object: nothing is deployed, and what is deployed stays as it is.`,
  see: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
}));

/** Why the API server would refuse DaemonSets, at the lines where the mistakes stand. */
export function validationSarif(validated: readonly ValidatedManifest[], version: string): string {
  const results = validated.flatMap(({ manifest, errors }) =>
    errors.map(({ type, field, detail, fix }) => ({
      rule: type,
      severity: 'error' as const,
      message: `${manifest.describe()}: ${field}: ${detail}${fix ? ` (${fix})` : ''}`,
      object: manifest.describe(),
      field,
      file: manifest.file,
      line: lineOfField(manifest, field),
    })),
  );
  return `${JSON.stringify(sarifLog(results, RULES, version), null, 2)}\n`;
}
