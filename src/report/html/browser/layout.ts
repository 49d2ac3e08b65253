/** A group as it lies on the map, in pixels. */
export interface Card {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How many squares it has, and how many stand in a row. */
  readonly cells: number;
  readonly columns: number;
}

/** Where everything lies. */
export interface Layout {
  readonly cards: readonly Card[];
  readonly height: number;
  /** From one square to the next. */
  readonly pitch: number;
}

export const HEAD = 38;
const GAP = 18;
/** Narrower cards could not show their title. */
const LEAST_WIDTH = 132;

/** From the largest squares on, those are taken with which the map is no higher than this. */
const PITCHES = [40, 32, 26, 18, 13, 10];
const FAIR_HEIGHT = 520;

/** Lays out groups of so many squares from left to right and downwards, the squares as large as the place allows. */
export function layOut(sizes: readonly number[], width: number): Layout {
  let layout = laidOut(sizes, width, PITCHES[0]);
  for (const pitch of PITCHES.slice(1)) {
    if (layout.height <= FAIR_HEIGHT) {
      break;
    }
    layout = laidOut(sizes, width, pitch);
  }
  return layout;
}

function laidOut(sizes: readonly number[], width: number, pitch: number): Layout {
  const most = Math.max(1, Math.floor(width / pitch));
  const cards: Card[] = [];
  let x = 0;
  let y = 0;
  let shelf = 0;
  for (const cells of sizes) {
    const natural = Math.ceil(Math.sqrt(cells * 2.2));
    const columns = Math.min(most, Math.max(natural, Math.ceil(LEAST_WIDTH / pitch)));
    const cardWidth = Math.max(Math.min(LEAST_WIDTH, width), columns * pitch);
    const height = HEAD + Math.ceil(cells / columns) * pitch;
    if (x > 0 && x + cardWidth > width) {
      x = 0;
      y += shelf + GAP;
      shelf = 0;
    }
    cards.push({ x, y, width: cardWidth, height, cells, columns });
    x += cardWidth + GAP;
    shelf = Math.max(shelf, height);
  }
  return { cards, height: y + shelf, pitch };
}

/** A place on the map: a card, and one of its squares unless it is the title. */
export interface Place {
  readonly card: number;
  readonly cell?: number;
}

/** What lies at a point. */
export function placeAt({ cards, pitch }: Layout, x: number, y: number): Place | undefined {
  const card = cards.findIndex(
    (each) => x >= each.x && x < each.x + each.width && y >= each.y && y < each.y + each.height,
  );
  if (card < 0) {
    return undefined;
  }
  const { x: left, y: top, columns, cells } = cards[card];
  if (y < top + HEAD) {
    return { card };
  }
  const column = Math.floor((x - left) / pitch);
  const cell = Math.floor((y - top - HEAD) / pitch) * columns + column;
  return column < columns && cell < cells ? { card, cell } : undefined;
}

/** Where a square lies. */
export function cellPosition({ cards, pitch }: Layout, { card, cell = 0 }: Place): { x: number; y: number } {
  const { x, y, columns } = cards[card];
  return { x: x + (cell % columns) * pitch, y: y + HEAD + Math.floor(cell / columns) * pitch };
}

/** A key that moves to another square. */
export type MoveKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'PageUp' | 'PageDown';

/** The square that a key leads to: within a group by the arrows, beyond its edge and by page keys to the next group. */
export function moved({ cards }: Layout, from: Required<Place>, key: MoveKey): Required<Place> {
  const { cells, columns } = cards[from.card];
  const last = cells - 1;
  const next = (card: number, cell: number): Required<Place> =>
    card < 0 || card >= cards.length ? from : { card, cell: Math.min(cell, cards[card].cells - 1) };
  switch (key) {
    case 'ArrowLeft':
      return from.cell > 0 ? { ...from, cell: from.cell - 1 } : next(from.card - 1, Infinity);
    case 'ArrowRight':
      return from.cell < last ? { ...from, cell: from.cell + 1 } : next(from.card + 1, 0);
    case 'ArrowUp':
      return from.cell >= columns ? { ...from, cell: from.cell - columns } : next(from.card - 1, Infinity);
    case 'ArrowDown':
      return from.cell + columns <= last ? { ...from, cell: from.cell + columns } : next(from.card + 1, 0);
    case 'Home':
      return { ...from, cell: 0 };
    case 'End':
      return { ...from, cell: last };
    case 'PageUp':
      return next(from.card - 1, 0);
    case 'PageDown':
      return next(from.card + 1, 0);
  }
}
