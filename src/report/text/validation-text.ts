import { faultToString } from '../../kubernetes/manifest/fault';
import { lineOfField } from '../../kubernetes/manifest/line-of-field';
import { printable } from '../printable';
import { countText } from '../units';
import { ValidatedManifest } from '../validation-document';

/** A line for every mistake, with file and line as compilers write them, and one for what it comes to. */
export function validationText(validated: readonly ValidatedManifest[]): string {
  const lines = validated.flatMap(({ manifest, errors }) =>
    errors.map(({ field, value, detail: rule, fix: hint }) =>
      faultToString({
        file: manifest.file,
        line: lineOfField(manifest, field),
        object: manifest.describe(),
        field,
        value,
        rule,
        hint,
      }),
    ),
  );
  return [...lines, validationSummary(validated)].map((line) => `${printable(line)}\n`).join('');
}

export function validationSummary(validated: readonly ValidatedManifest[]): string {
  const wrong = validated.filter(({ errors }) => errors.length > 0).length;
  return wrong === 0
    ? `The API server would accept ${countText(validated.length, 'DaemonSet')}.`
    : `The API server would refuse ${wrong} of ${countText(validated.length, 'DaemonSet')}.`;
}
