import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCRIPT, STYLE } from '../../../src/report/html/browser-assets.generated';

const ROOT = join(__dirname, '../../..');

test('what is inlined is what the browser code and style come to: `npx projen browser` writes it', () => {
  // esbuild refuses the realm of jest, so it works in a process of its own.
  const program = "process.stdout.write(require('./projenrc/browser-assets.ts').browserAssets())";
  const built = execFileSync('npx', ['tsx', '-e', program], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(readFileSync(join(ROOT, 'src/report/html/browser-assets.generated.ts'), 'utf8')).toBe(built);
});

test('what is inlined loads nothing, makes no markup of text and cannot end its element', () => {
  expect(SCRIPT).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttpRequest|import\(/,
  );
  expect(STYLE).not.toMatch(/url\(|@import|@font-face/);
  expect(`${SCRIPT}${STYLE}`).not.toMatch(/<\/(script|style)/i);
});
