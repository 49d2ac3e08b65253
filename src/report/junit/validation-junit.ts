import { lineOfField } from '../../kubernetes/manifest/line-of-field';
import { ValidatedManifest } from '../validation-document';
import { junitXml } from './junit-xml';

/** One case for every DaemonSet. */
export function validationJunit(validated: readonly ValidatedManifest[]): string {
  const cases = validated.map(({ manifest, errors }) => ({
    className: manifest.describe(),
    name: 'the API server would accept it',
    failures: errors.map(({ field, detail, fix }) => {
      const line = lineOfField(manifest, field);
      const place = manifest.file ? `${manifest.file}${line ? `:${line}` : ''}: ` : '';
      return `${place}${field}: ${detail}${fix ? ` (${fix})` : ''}`;
    }),
  }));
  return junitXml('validation', cases);
}
