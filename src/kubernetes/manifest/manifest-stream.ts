import { constants } from 'node:buffer';
import { UnreadableError } from './byte-stage';
import { DecodedBytes, NO_TEXT, textOf } from './decode-bytes';
import { Fault } from './fault';
import { ItemLines } from './item-lines';
import { JsonObjects, JsonValue, KeptKinds } from './json/json-objects';
import { Manifest } from './manifest';
import { NO_OBJECT, manifestsIn, readManifests, typed } from './read-manifests';
import { TOO_LARGE } from './system-fault';
import { readYamlDocuments } from './yaml-documents';

/** Up to here an input is held as a whole: where it is not JSON, it may still be YAML that looks like it. */
const SMALL = 1024 * 1024;
/** As much as is looked at to tell JSON from YAML. */
const BEGINNING = 64 * 1024;
const JSON_BEGINNING = /^\s*(\{\s*["}]|\[\s*[[{\]])/;

/**
 * The Kubernetes objects of an input as it comes in: JSON as a stream, of any size; YAML once it is there as a whole. Both
 * may be packed by gzip. Of objects in JSON there is only what is kept of their kinds, and of other kinds nothing.
 */
export class ManifestStream {
  /** Whether the rest need not be read, as nothing more comes of it. */
  stopped = false;

  private readonly decoded = new DecodedBytes();
  private readonly faultsBefore: number;
  /** What is held of it: its beginning, or all of YAML. */
  private held: Uint8Array[] = [];
  private size = 0;
  private form: 'unknown' | 'json' | 'text' = 'unknown';
  private readonly json: JsonObjects;
  /** Undefined once it goes on in another form. */
  private lines?: ItemLines;

  /**
   * @param file what the input is called in faults
   * @param faults gets what cannot be read
   */
  constructor(
    private readonly file: string,
    kept: KeptKinds,
    private readonly faults: Fault[],
  ) {
    this.json = new JsonObjects(kept);
    this.lines = new ItemLines(file, kept);
    this.faultsBefore = faults.length;
  }

  /** The objects that end in these bytes. Each is to be done with before the next one is asked for. */
  *push(bytes: Uint8Array): Generator<Manifest> {
    yield* this.read(this.decoded.push(bytes), false);
  }

  /** The objects that are left at the end. */
  *end(): Generator<Manifest> {
    yield* this.read(this.decoded.end(), true);
  }

  private *read(pieces: Iterable<Uint8Array>, last: boolean): Generator<Manifest> {
    if (this.stopped) {
      return;
    }
    try {
      for (const piece of pieces) {
        yield* this.take(piece);
        if (this.stopped) {
          return;
        }
      }
      if (last) {
        yield* this.finish();
      }
    } catch (error) {
      if (!(error instanceof UnreadableError)) {
        throw error;
      }
      this.stop({ file: this.file, rule: error.message });
    }
  }

  private *take(piece: Uint8Array): Generator<Manifest> {
    if (this.form === 'json') {
      yield* this.takeJson(piece);
      return;
    }
    this.hold(piece);
    if (this.form === 'unknown' && this.size > SMALL) {
      const beginning = this.letGo();
      this.form = looksLikeJson(beginning) ? 'json' : 'text';
      this.size = 0;
      yield* this.take(beginning);
    }
  }

  private *takeJson(piece: Uint8Array): Generator<Manifest> {
    let rest = piece;
    if (this.lines) {
      if (yield* this.lines.push(piece)) {
        return;
      }
      rest = this.lines.rest();
      this.lines = undefined;
    }
    yield* this.manifests(this.json.push(rest));
    this.stopAtFault();
  }

  /** @throws UnreadableError when it cannot become a text */
  private hold(piece: Uint8Array): void {
    if (piece.includes(0)) {
      throw new UnreadableError(NO_TEXT);
    }
    this.held.push(Buffer.from(piece));
    this.size += piece.length;
    if (this.size > constants.MAX_STRING_LENGTH) {
      throw new UnreadableError(`cannot be read: ${TOO_LARGE}`);
    }
  }

  private letGo(): Buffer {
    const whole = Buffer.concat(this.held);
    this.held = [];
    return whole;
  }

  private *finish(): Generator<Manifest> {
    if (this.form === 'json') {
      const rest = this.lines ? this.json.push(this.lines.rest()) : [];
      yield* this.finishJson([...rest, ...this.json.end()]);
      return;
    }
    const whole = this.letGo();
    if (this.form === 'unknown' && looksLikeJson(whole)) {
      const values = [...this.json.push(whole), ...this.json.end()];
      if (!this.json.fault || !isYaml(textOf(whole))) {
        yield* this.finishJson(values);
        return;
      }
    }
    const text = textOf(whole);
    if (text.trim() === '') {
      throw new UnreadableError('is empty: expected YAML or JSON with Kubernetes objects');
    }
    yield* readManifests(text, this.file, this.faults);
  }

  private *finishJson(values: readonly JsonValue[]): Generator<Manifest> {
    yield* this.manifests(values);
    this.stopAtFault();
    if (this.json.count === 0 && this.faults.length === this.faultsBefore) {
      this.faults.push({ file: this.file, rule: NO_OBJECT });
    }
  }

  private *manifests(values: readonly JsonValue[]): Generator<Manifest> {
    for (const { value, list, locate } of values) {
      const { kind, apiVersion } = list ?? {};
      const object = kind !== undefined && apiVersion !== undefined ? typed(value, kind, apiVersion) : value;
      yield* manifestsIn(object, { file: this.file, locate }, this.faults);
    }
  }

  private stopAtFault(): void {
    const { fault } = this.json;
    if (fault) {
      const { line, column, rule } = fault;
      this.stop({ file: this.file, line, column, rule: `is not JSON: ${rule}` });
    }
  }

  private stop(fault: Fault): void {
    this.faults.push(fault);
    this.stopped = true;
  }
}

function looksLikeJson(bytes: Buffer): boolean {
  return JSON_BEGINNING.test(bytes.toString('latin1', 0, BEGINNING));
}

function isYaml(text: string): boolean {
  const faults: Fault[] = [];
  readYamlDocuments(text, '', faults);
  return faults.length === 0;
}
