import { lineOfField } from '../../kubernetes/manifest/line-of-field';
import { validationSummary } from '../text/validation-text';
import { ValidatedManifest } from '../validation-document';
import { atMost, code, escaped, page } from './markdown';

const MOST_ERRORS = 50;

/** Why the API server would refuse DaemonSets, as a comment on a pull request. */
export function validationMarkdown(validated: readonly ValidatedManifest[]): string {
  const found = validated.flatMap(({ manifest, errors }) => errors.map((error) => ({ manifest, error })));
  const entries = atMost(found, MOST_ERRORS, 'errors', ({ manifest, error: { field, detail, fix } }) => {
    const line = lineOfField(manifest, field);
    const place = manifest.file ? `${code(line ? `${manifest.file}:${line}` : manifest.file)}: ` : '';
    const hint = fix ? ` *Fix:* ${escaped(fix)}` : '';
    return `- ${place}${code(manifest.describe())} ${code(field)}: ${escaped(detail)}.${hint}`;
  });
  return page([`### Node agents: ${escaped(validationSummary(validated))}`], entries);
}
