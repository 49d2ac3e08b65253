/** More reasons than a reader of a failed test takes in. */
const MOST_LINES = 20;

/** Passes without reasons; they say why it does not. */
export function matcherResult(expectation: string, reasons: readonly string[]): jest.CustomMatcherResult {
  const pass = reasons.length === 0;
  return {
    pass,
    message: () =>
      pass ? `expected not: ${expectation}` : [`expected ${expectation}, but:`, ...shortList(reasons)].join('\n  '),
  };
}

function shortList(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `and ${(lines.length - MOST_LINES).toLocaleString('en-US')} more`];
}
