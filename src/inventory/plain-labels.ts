import { Labels } from '../kubernetes/label-selector';
import { isRecord } from '../kubernetes/manifest/is-record';

/** Labels that have no fault; undefined where they may have one. */
export function plainLabels(labels: unknown): Labels | undefined {
  if (!isRecord(labels)) {
    return undefined;
  }
  const read = new Map<string, string>();
  for (const [key, value] of Object.entries(labels)) {
    if (typeof value !== 'string') {
      return undefined;
    }
    read.set(key, value);
  }
  return read;
}
