import { amountText, bytesText, countText, cpuText, percentText } from '../../src/report/units';

const KI = 1024;
const MI = 1024 ** 2;
const GI = 1024 ** 3;

test.each([
  [0, '0'],
  [5, '5m'],
  [1925, '1925m'],
  [4000, '4'],
  [10_000, '10'],
  [47_810, '47.81'],
  [400_000, '400'],
])('%d millicores read as %s', (millicores, text) => {
  expect(cpuText(millicores)).toBe(text);
});

test.each([
  [0, '0'],
  [512, '512 bytes'],
  [KI, '1Ki'],
  [128 * MI, '128Mi'],
  [1_483_572 * KI, '1.4Gi'],
  [1.5 * GI, '1.5Gi'],
  [1023.96 * MI, '1Gi'],
  [1600 * GI, '1.6Ti'],
  [8 * 1024 ** 6, '8Ei'],
  [2048 * 1024 ** 6, '2048Ei'],
])('%d bytes read as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test('what is needed is rounded up and what is free is rounded down, so a shortage always shows', () => {
  const needed = 128 * MI;
  expect(bytesText(needed, 'up')).toBe('128Mi');
  expect(bytesText(needed - 1, 'down')).toBe('127.9Mi');
  expect(bytesText(needed + 1, 'up')).toBe('128.1Mi');
});

test.each([
  ['cpu', 100, '100m'],
  ['memory', 64 * MI, '64Mi'],
  ['ephemeral-storage', GI, '1Gi'],
  ['hugepages-2Mi', 4 * MI, '4Mi'],
  ['pods', 110, '110'],
  ['nvidia.com/gpu', 4, '4'],
])('%s is shown in its own unit', (resource, amount, text) => {
  expect(amountText(resource, amount)).toBe(text);
});

test.each([
  [180, 1930, '9%'],
  [1930, 1930, '100%'],
  [1, 1000, '<1%'],
  [0, 1000, '0%'],
  [0, 0, '-'],
])('%d of %d is %s', (part, whole, text) => {
  expect(percentText(part, whole)).toBe(text);
});

test('counts agree with their noun and group their digits', () => {
  expect(countText(1, 'node')).toBe('1 node');
  expect(countText(0, 'node')).toBe('0 nodes');
  expect(countText(100_000, 'node')).toBe('100,000 nodes');
});
