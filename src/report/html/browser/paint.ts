import { STATES } from '../report-data';
import type { Palette } from './palette';
import type { Square } from './square';

/** How squares of one drawing look. */
export interface SquareStyle {
  readonly size: number;
  /** Whether their kind is a step of a share rather than a state. */
  readonly shares: boolean;
}

const FAINT = 0.16;
const [REFUSED, PENDING, , EXCLUDED] = STATES.keys();

/** Draws squares, those of one kind in one go. A state has a shape beside its colour. */
export function paintSquares(
  context: CanvasRenderingContext2D,
  squares: readonly Square[],
  { size, shares }: SquareStyle,
  palette: Palette,
): void {
  const kinds = new Map<string, Square[]>();
  for (const square of squares) {
    const key = `${square.kind} ${square.shown}`;
    const alike = kinds.get(key);
    if (alike) {
      alike.push(square);
    } else {
      kinds.set(key, [square]);
    }
  }
  for (const alike of kinds.values()) {
    const [{ kind, shown }] = alike;
    context.globalAlpha = shown ? 1 : FAINT;
    if (shares ? kind === 0 : kind === EXCLUDED) {
      paintHollow(context, alike, size, palette.states[EXCLUDED]);
    } else {
      paintFilled(context, alike, size, shares ? palette.shares[kind] : palette.states[kind]);
      if (!shares && (kind === REFUSED || kind === PENDING)) {
        paintSign(context, alike, size, palette.signs[kind], kind === REFUSED);
      }
    }
  }
  context.globalAlpha = 1;
}

function paintFilled(
  context: CanvasRenderingContext2D,
  squares: readonly Square[],
  size: number,
  colour: string,
): void {
  context.fillStyle = colour;
  context.beginPath();
  squares.forEach(({ x, y }) => context.roundRect(x, y, size, size, radius(size)));
  context.fill();
}

function paintHollow(
  context: CanvasRenderingContext2D,
  squares: readonly Square[],
  size: number,
  colour: string,
): void {
  const line = size > 14 ? 1.5 : 1;
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.beginPath();
  squares.forEach(({ x, y }) => context.roundRect(x + line / 2, y + line / 2, size - line, size - line, radius(size)));
  context.stroke();
}

/** A cross where a pod is refused; where it is pending, stripes. */
function paintSign(
  context: CanvasRenderingContext2D,
  squares: readonly Square[],
  size: number,
  colour: string,
  cross: boolean,
): void {
  const inset = size * 0.28;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, size * 0.09);
  context.beginPath();
  for (const { x, y } of squares) {
    if (cross) {
      context.moveTo(x + inset, y + inset);
      context.lineTo(x + size - inset, y + size - inset);
      context.moveTo(x + size - inset, y + inset);
      context.lineTo(x + inset, y + size - inset);
    } else {
      for (const shift of size > 9 ? [-0.4, 0, 0.4] : [0]) {
        const from = Math.max(0, shift);
        const to = Math.min(1, 1 + shift);
        context.moveTo(x + from * size + 1, y + to * size - 1);
        context.lineTo(x + to * size - 1, y + from * size + 1);
      }
    }
  }
  context.stroke();
}

function radius(size: number): number {
  return Math.min(4, size * 0.18);
}

/** Draws a frame around a square. */
export function paintFrame(
  context: CanvasRenderingContext2D,
  { x, y }: { readonly x: number; readonly y: number },
  size: number,
  colour: string,
  dashed: boolean,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash(dashed ? [3, 2] : []);
  context.beginPath();
  context.roundRect(x - 2, y - 2, size + 4, size + 4, radius(size) + 2);
  context.stroke();
  context.setLineDash([]);
}

/** Draws the title of a group and what is said of it, shortened to the width. */
export function paintTitle(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  [title, subtitle]: readonly [string, string],
  palette: Palette,
): void {
  context.textBaseline = 'alphabetic';
  context.font = '600 12.5px system-ui, sans-serif';
  context.fillStyle = palette.ink;
  context.fillText(fitting(context, title, width), x, y + 13);
  context.font = '11.5px system-ui, sans-serif';
  context.fillStyle = palette.muted;
  context.fillText(fitting(context, subtitle, width), x, y + 29);
}

function fitting(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) {
    return text;
  }
  let length = text.length - 1;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) {
    length = Math.min(length - 1, Math.floor(length * 0.95));
  }
  return `${text.slice(0, length)}…`;
}
