import { AS_IT_IS, ByteStage, ChosenStage } from '../../../src/kubernetes/manifest/byte-stage';

const DOUBLED: ByteStage = { push: (bytes) => [bytes, bytes], end: () => [Buffer.from('.')] };

function through(stage: ByteStage, ...pieces: string[]): string {
  const given = [...pieces.flatMap((piece) => [...stage.push(Buffer.from(piece))]), ...stage.end()];
  return Buffer.concat(given).toString();
}

test.each([
  [['xy', 'z'], 'xyxyzz.'],
  [['x', 'y', 'z'], 'xyxyzz.'],
  [['x'], 'xx.'],
  [['ab', 'c'], 'abc'],
  [['a'], 'a'],
  [[], ''],
])('the first two bytes of %j choose what becomes of all', (pieces, result) => {
  const stage = new ChosenStage(2, (head) => (head[0] === 'x'.charCodeAt(0) ? DOUBLED : AS_IT_IS));
  expect(through(stage, ...pieces)).toBe(result);
});
