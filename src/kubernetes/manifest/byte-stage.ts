/** A step on the way from bytes as they come in to bytes that are read. */
export interface ByteStage {
  /** What comes of further bytes, which may be overwritten once all of that is taken. */
  push(bytes: Uint8Array): Iterable<Uint8Array>;
  /** What is left at the end. */
  end(): Iterable<Uint8Array>;
}

/** Bytes that cannot be read; the message says what they are. */
export class UnreadableError extends Error {}

/** Bytes as they are. */
export const AS_IT_IS: ByteStage = { push: (bytes) => [bytes], end: () => [] };

/** A step that is chosen by how the bytes begin. */
export class ChosenStage implements ByteStage {
  private head = Buffer.alloc(0);
  private chosen?: ByteStage;

  /**
   * @param enough how many bytes the choice takes
   * @param choose gets as many, or all that there are
   */
  constructor(
    private readonly enough: number,
    private readonly choose: (head: Uint8Array) => ByteStage,
  ) {}

  *push(bytes: Uint8Array): Generator<Uint8Array> {
    if (!this.chosen) {
      this.head = Buffer.concat([this.head, bytes]);
      if (this.head.length >= this.enough) {
        yield* this.start();
      }
      return;
    }
    yield* this.chosen.push(bytes);
  }

  *end(): Generator<Uint8Array> {
    if (!this.chosen) {
      yield* this.start();
    }
    yield* this.chosen!.end();
  }

  private start(): Iterable<Uint8Array> {
    this.chosen = this.choose(this.head);
    return this.chosen.push(this.head);
  }
}
