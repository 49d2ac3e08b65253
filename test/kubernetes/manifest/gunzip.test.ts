import { gzipSync } from 'node:zlib';
import { UnreadableError } from '../../../src/kubernetes/manifest/byte-stage';
import { GunzipStage, isGzip } from '../../../src/kubernetes/manifest/gunzip';

test('gzip is known by its first bytes', () => {
  expect([gzipSync(''), Buffer.from('{}'), Buffer.alloc(0), Buffer.from([0x1f])].map(isGzip)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('what has been unpacked comes at once, in pieces that are small beside the whole', () => {
  const stage = new GunzipStage();
  const size = 100 * 1024 * 1024;
  let total = 0;
  let largest = 0;
  for (const piece of stage.push(gzipSync(Buffer.alloc(size)))) {
    total += piece.length;
    largest = Math.max(largest, piece.length);
  }
  expect(total).toBe(size);
  expect(largest).toBeLessThan(20 * 1024 * 1024);
  expect(Buffer.concat([...stage.end()])).toHaveLength(0);
});

test('what stands before damage is unpacked, and the damage told', () => {
  const text = Buffer.from(Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`).join(''));
  const packed = gzipSync(text);
  const stage = new GunzipStage();
  const given = [...stage.push(packed.subarray(0, -10))];
  expect(Buffer.concat(given).equals(text.subarray(0, Buffer.concat(given).length))).toBe(true);
  expect(Buffer.concat(given).length).toBeGreaterThan(0);
  expect(() => [...stage.end()]).toThrow(new UnreadableError('is gzip that ends too soon: was it cut off?'));
});
