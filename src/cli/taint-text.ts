import { Taint } from '../kubernetes/taint';

const FORM = /^([^=:\s]+)(?:=([^:\s]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/;

/**
 * Reads a taint as `kubectl taint` takes it: `key=value:NoSchedule` or `key:NoSchedule`.
 *
 * @throws Error that says what is expected
 */
export function readTaintText(text: string): Taint {
  const match = FORM.exec(text);
  if (!match) {
    throw new Error(`"${text}" is no taint: expected KEY=VALUE:EFFECT, such as dedicated=gpu:NoSchedule`);
  }
  const [, key, value, effect] = match;
  return { key, ...(value ? { value } : {}), effect };
}
