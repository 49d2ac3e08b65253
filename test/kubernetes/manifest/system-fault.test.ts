import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { systemFaultText } from '../../../src/kubernetes/manifest/system-fault';

function faultOf(read: () => unknown): string {
  try {
    read();
    return 'none';
  } catch (error) {
    return systemFaultText(error);
  }
}

function endless(): number {
  return 1 + endless();
}

test.each<[string, () => unknown, string]>([
  ['what is deeper than the stack', endless, 'it is nested too deeply'],
  ['an absent file', () => readFileSync('/nowhere/at-all'), 'no such file or folder'],
  ['a folder', () => readFileSync(tmpdir()), 'it is a folder'],
  [
    'what has no code',
    () => {
      throw new Error('broken');
    },
    'broken',
  ],
])('the operating system is quoted in words: %s', (_, read, text) => {
  expect(faultOf(read)).toBe(text);
});
