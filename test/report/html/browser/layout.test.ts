import { cellPosition, HEAD, layOut, moved, placeAt, type MoveKey } from '../../../../src/report/html/browser/layout';

const SIZES = [3, 40, 1, 12];

test('every square lies within its card, no card on another, and none beyond the width', () => {
  for (const width of [200, 640, 1200]) {
    const layout = layOut(SIZES, width);
    layout.cards.forEach((card, i) => {
      expect(card.x + card.width).toBeLessThanOrEqual(width);
      expect(card.y + card.height).toBeLessThanOrEqual(layout.height);
      const last = cellPosition(layout, { card: i, cell: card.cells - 1 });
      expect(last.x + layout.pitch).toBeLessThanOrEqual(card.x + card.width);
      expect(last.y + layout.pitch).toBeLessThanOrEqual(card.y + card.height);
      for (const other of layout.cards.slice(i + 1)) {
        const beside = card.x + card.width <= other.x || other.x + other.width <= card.x;
        const above = card.y + card.height <= other.y || other.y + other.height <= card.y;
        expect(beside || above).toBe(true);
      }
    });
  }
});

test('a point in a square is that square, a point in the title its card, and between them is nothing', () => {
  const layout = layOut(SIZES, 900);
  SIZES.forEach((cells, card) => {
    for (let cell = 0; cell < cells; cell++) {
      const { x, y } = cellPosition(layout, { card, cell });
      expect(placeAt(layout, x + 1, y + 1)).toEqual({ card, cell });
    }
    expect(placeAt(layout, layout.cards[card].x + 1, layout.cards[card].y + 1)).toEqual({ card });
  });
  expect(placeAt(layout, layout.cards[0].x + 1, layout.cards[0].y + HEAD + layout.pitch * 30)).toBeUndefined();
  expect(placeAt(layout, -5, -5)).toBeUndefined();
});

test('squares are as large as the place allows', () => {
  const pitches = [10, 200, 1000, 4000, 50_000].map((cells) => layOut([cells], 800).pitch);
  expect(pitches).toEqual([...pitches].sort((a, b) => b - a));
  expect(pitches[0]).toBe(40);
  expect(pitches[4]).toBe(10);
});

test.each<[MoveKey, number, number, number, number]>([
  ['ArrowRight', 0, 0, 0, 1],
  ['ArrowRight', 0, 2, 1, 0],
  ['ArrowLeft', 1, 0, 0, 2],
  ['ArrowLeft', 0, 0, 0, 0],
  ['ArrowDown', 0, 2, 1, 0],
  ['ArrowUp', 1, 0, 0, 2],
  ['Home', 1, 9, 1, 0],
  ['End', 1, 0, 1, 39],
  ['PageDown', 1, 9, 2, 0],
  ['PageUp', 1, 9, 0, 0],
  ['PageDown', 3, 5, 3, 5],
])('%s from square %i/%i leads to %i/%i', (key, card, cell, toCard, toCell) => {
  expect(moved(layOut(SIZES, 900), { card, cell }, key)).toEqual({ card: toCard, cell: toCell });
});

test('down and up stay in their column within a group', () => {
  const layout = layOut([40], 900);
  const { columns } = layout.cards[0];
  const down = moved(layout, { card: 0, cell: 1 }, 'ArrowDown');
  expect(down).toEqual({ card: 0, cell: columns + 1 });
  expect(moved(layout, down, 'ArrowUp')).toEqual({ card: 0, cell: 1 });
});
