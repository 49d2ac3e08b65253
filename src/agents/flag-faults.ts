import type { OptionFaults } from './option-faults';

/** Records a fault for each of `args` that is no flag, or one that is set already. */
export function requireFlags(faults: OptionFaults, flags: readonly string[], args: readonly string[]): void {
  const taken = flags.map(nameOf);
  for (const arg of args) {
    faults.require(arg.startsWith('--'), `args: ${JSON.stringify(arg)} is no flag: write --name or --name=value`);
    faults.require(!taken.includes(nameOf(arg)), `args: ${nameOf(arg)} is set already; use the option for it`);
  }
}

/** `--name` of `--name=value`. */
export function nameOf(flag: string): string {
  return flag.split('=')[0];
}
