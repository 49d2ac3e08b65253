/** A square to draw. */
export interface Square {
  readonly x: number;
  readonly y: number;
  /** State or step of a share. */
  readonly kind: number;
  /** Whether it is among what the reader looks for. */
  readonly shown: boolean;
}
