const PRIME = 2_147_483_647;

/** A whole number below `limit` that looks random and is the same for the same seed, on every machine. */
export function scatter(seed: number, limit: number): number {
  // Twice the step of the Lehmer generator, whose products stay exact in a double.
  const once = ((seed + 1) * 48_271 + 11) % PRIME;
  return ((once * 69_621) % PRIME) % limit;
}
