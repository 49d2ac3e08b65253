import { gzipSync } from 'node:zlib';
import { decodedText, textOf } from '../../../src/kubernetes/manifest/decode-bytes';

const text = 'größe: 💡\n';
const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');

test.each([
  ['in UTF-8', Buffer.from(text)],
  ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['in UTF-16', utf16],
  ['in UTF-16, big end first', Buffer.from(utf16).swap16()],
  ['packed by gzip', gzipSync(text)],
])('text %s', (_, bytes) => {
  expect(decodedText(bytes)).toBe(text);
});

test.each([
  ['Latin-1', Buffer.from(text, 'latin1')],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0])],
  ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x61])],
])('%s is no text', (_, bytes) => {
  expect(() => decodedText(bytes)).toThrow('is not text: expected YAML or JSON');
});

test('more than a string holds is told as such', () => {
  expect(() => textOf(Buffer.alloc(0x1fffffe9, ' '))).toThrow(/^cannot be read: it is larger than 512 MB/);
});
