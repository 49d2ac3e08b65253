import { Given } from './same-parts';
import { isRecord } from '../kubernetes/manifest/is-record';

/** What was read of a part of the last object: objects are listed in rows of such as look the same. */
export class LastRead<T> {
  /** The part as it was given; nothing at first. */
  part: Given = {};
  /** What was read of it. */
  value: T | undefined = undefined;

  /** Keeps what has been read of a part, if anything. */
  keep(part: unknown, value: T | undefined): T | undefined {
    if (value !== undefined && isRecord(part)) {
      this.part = part;
      this.value = value;
    }
    return value;
  }
}
