import { constants } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { AS_IT_IS, ByteStage, ChosenStage, UnreadableError } from './byte-stage';
import { GunzipStage, isGzip } from './gunzip';
import { TOO_LARGE } from './system-fault';

export const NO_TEXT = 'is not text: expected YAML or JSON';

/** How many bytes tell gzip and byte order marks. */
const LONGEST_MARK = 3;

/** Text as it comes in: unpacked if it is gzip, and in UTF-8, without a byte order mark. */
export class DecodedBytes implements ByteStage {
  private readonly unpack = new ChosenStage(LONGEST_MARK, (head) => (isGzip(head) ? new GunzipStage() : AS_IT_IS));
  private readonly decode = new ChosenStage(LONGEST_MARK, byMark);

  /** @throws UnreadableError when it is damaged, or not the UTF-16 that it says it is */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    for (const unpacked of this.unpack.push(bytes)) {
      yield* this.decode.push(unpacked);
    }
  }

  /** @throws UnreadableError likewise */
  *end(): Generator<Uint8Array> {
    for (const unpacked of this.unpack.end()) {
      yield* this.decode.push(unpacked);
    }
    yield* this.decode.end();
  }
}

/**
 * The text of bytes that are there as a whole.
 *
 * @throws UnreadableError when they are no text
 */
export function decodedText(bytes: Uint8Array): string {
  const decoded = new DecodedBytes();
  return textOf(Buffer.concat([...decoded.push(bytes), ...decoded.end()]));
}

/** @throws UnreadableError when the bytes are no text in UTF-8, or more than a string holds */
export function textOf(utf8: Uint8Array): string {
  if (utf8.length > constants.MAX_STRING_LENGTH) {
    throw new UnreadableError(`cannot be read: ${TOO_LARGE}`);
  }
  const text = strictly(() => new TextDecoder('utf-8', { fatal: true }).decode(utf8));
  if (text.includes('\0')) {
    throw new UnreadableError(NO_TEXT);
  }
  return text;
}

function byMark(head: Uint8Array): ByteStage {
  const mark = Buffer.from(head).toString('hex');
  if (mark.startsWith('fffe')) {
    return new Utf16Stage('utf-16le');
  }
  if (mark.startsWith('feff')) {
    return new Utf16Stage('utf-16be');
  }
  return mark.startsWith('efbbbf') ? new WithoutMark() : AS_IT_IS;
}

/** As shells of Windows redirect what programs print. */
class Utf16Stage implements ByteStage {
  private readonly decoder: TextDecoder;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  *push(bytes: Uint8Array): Generator<Uint8Array> {
    yield Buffer.from(strictly(() => this.decoder.decode(bytes, { stream: true })));
  }

  *end(): Generator<Uint8Array> {
    yield Buffer.from(strictly(() => this.decoder.decode()));
  }
}

class WithoutMark implements ByteStage {
  private begun = false;

  push(bytes: Uint8Array): Uint8Array[] {
    const rest = this.begun ? bytes : bytes.subarray(LONGEST_MARK);
    this.begun = true;
    return [rest];
  }

  end(): Uint8Array[] {
    return [];
  }
}

function strictly(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new UnreadableError(NO_TEXT);
    }
    throw error;
  }
}
