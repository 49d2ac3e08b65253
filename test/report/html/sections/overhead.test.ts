import { overheadSection } from '../../../../src/report/html/sections/overhead';
import { smallPlan } from '../small-fleet';
import { textOf } from './section-text';

test('pools and kinds of node are told with their shares, and a bar for each that is more than nothing', () => {
  const section = overheadSection(smallPlan().overhead());
  const lines = textOf(section);
  expect(lines).toContain('general 6 2 560m of 24 (2%) 1Gi of 48Gi (2%) 11 of 660 (2%)');
  expect(lines).toContain('general 5 2 110m of 4 (3%) 192Mi of 8Gi (2%) 2 of 110 (2%)');
  expect(lines).toContain('windows 1 0 - - -');
  const bars = [...section.body.source.matchAll(/class="part" width="([0-9.]+)"/g)].map(([, width]) => Number(width));
  expect(bars).toHaveLength(15);
  expect(Math.min(...bars)).toBeGreaterThanOrEqual(0.6);
  expect(Math.max(...bars)).toBeLessThanOrEqual(100);
});
