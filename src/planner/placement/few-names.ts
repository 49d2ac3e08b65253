const TOLD = 5;

/** The first few of many names in words: `a, b and 3 more`. */
export function fewNames(names: readonly string[]): string {
  const told = names.slice(0, TOLD).join(', ');
  return names.length > TOLD ? `${told} and ${names.length - TOLD} more` : told;
}
