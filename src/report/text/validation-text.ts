import { faultToString } from '../../kubernetes/manifest/fault';
import { lineOfField } from '../../kubernetes/manifest/line-of-field';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { ManifestError } from '../../kubernetes/validation/manifest-error';
import { printable } from '../printable';
import { countText } from '../units';
import { ValidatedManifest } from '../validation-document';
import { TextOptions, layoutOf } from './layout';
import { wrapped } from './wrapped';

/** Every mistake with file and line as compilers write them, and what it comes to. */
export function validationText(validated: readonly ValidatedManifest[], options: TextOptions = {}): string {
  const { width } = layoutOf(options);
  const lines = validated.flatMap((each) => each.errors.flatMap((error) => mistakeLines(each.manifest, error, width)));
  return [...lines, validationSummary(validated)].map((line) => `${line}\n`).join('');
}

/** One line; where it would be too wide the place stands by itself, so that nothing cuts it. */
function mistakeLines(
  manifest: Manifest,
  { field, value, detail: rule, fix: hint }: ManifestError,
  width: number,
): string[] {
  const fault = { object: manifest.describe(), field, value, rule, hint };
  const place = { file: manifest.file, line: lineOfField(manifest, field) };
  const whole = printable(faultToString({ ...place, ...fault }));
  if (whole.length <= width) {
    return [whole];
  }
  const what = printable(faultToString(fault));
  return [whole.slice(0, whole.length - what.length).trimEnd(), ...wrapped(what, width - 2).map((line) => `  ${line}`)];
}

export function validationSummary(validated: readonly ValidatedManifest[]): string {
  const wrong = validated.filter(({ errors }) => errors.length > 0).length;
  return wrong === 0
    ? `The API server would accept ${countText(validated.length, 'DaemonSet')}.`
    : `The API server would refuse ${wrong} of ${countText(validated.length, 'DaemonSet')}.`;
}
