import { isAscii, isUtf8 } from 'node:buffer';
import { ASCII } from './json/ascii';
import { KeptKinds } from './json/json-objects';
import { Manifest } from './manifest';
import { isSingle, manifestOf } from './read-manifests';

/**
 * A List in JSON whose items stand on a line each, as a snapshot has them. Such an item is parsed as a whole, which is
 * faster than to take it apart. The last item, and whatever is no such line, is left to who reads JSON of any form.
 */
export class ItemLines {
  /** What stands before the items; undefined as long as nothing has been read. */
  private head?: string;
  private count = 0;
  private unread: Buffer = Buffer.alloc(0);

  constructor(
    private readonly file: string,
    private readonly kept: KeptKinds,
  ) {}

  /**
   * The objects on lines that end in these bytes, which may be overwritten afterwards. Each is to be done with before the
   * next one is asked for.
   *
   * @returns whether further bytes may have more of them; else they are for who reads the rest
   */
  *push(bytes: Uint8Array): Generator<Manifest, boolean> {
    this.unread = Buffer.concat([this.unread, bytes]);
    const lines = wholeLines(this.unread);
    const begin = this.head === undefined ? this.readHead(lines) : 0;
    const end = yield* this.items(lines, begin);
    this.unread = this.unread.subarray(Buffer.byteLength(lines.slice(0, end)));
    return end > begin && isLastLine(lines, end);
  }

  /** The bytes that are left. They have the lines of the file, and those that have been read are blank. */
  rest(): Buffer {
    return Buffer.concat([Buffer.from(`${this.head ?? ''}${'\n'.repeat(this.count)}`), this.unread]);
  }

  private readHead(lines: string): number {
    const head = lines.slice(0, lines.indexOf('\n') + 1);
    if (opensList(head)) {
      this.head = head;
      return head.length;
    }
    return 0;
  }

  /** Reads items from an index to the one that it returns, each of which another one follows. */
  private *items(lines: string, from: number): Generator<Manifest, number> {
    let at = from;
    while (this.head !== undefined) {
      const next = lines.indexOf('\n', at);
      const another = lines[next - 1] === ',' && lines[next + 1] === '{';
      const object = another ? parsed(lines.slice(at, next - 1)) : undefined;
      if (!isSingle(object)) {
        break;
      }
      this.count += 1;
      const line = this.count + 1;
      if (this.kept(object.apiVersion, object.kind) !== undefined) {
        yield manifestOf(object, { file: this.file, locate: () => line });
      }
      at = next + 1;
    }
    return at;
  }
}

/** The text of all lines that end in these bytes; none where it is not UTF-8. */
function wholeLines(bytes: Buffer): string {
  const lines = bytes.subarray(0, bytes.lastIndexOf(ASCII.NEWLINE) + 1);
  return isAscii(lines) ? lines.toString('latin1') : isUtf8(lines) ? lines.toString() : '';
}

/** Whether the items of a List follow, which has said that it is one. */
function opensList(head: string): boolean {
  const mark = 0;
  const { apiVersion, kind, items } = (parsed(`${head}${mark}]}`) ?? {}) as Record<string, unknown>;
  const [first] = Array.isArray(items) ? (items as unknown[]) : [];
  return typeof apiVersion === 'string' && typeof kind === 'string' && kind.endsWith('List') && first === mark;
}

function isLastLine(lines: string, at: number): boolean {
  return lines.indexOf('\n', at) === lines.length - 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
