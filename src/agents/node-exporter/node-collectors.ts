import { Capability } from 'cdk8s-plus-28';
import { HostMount } from '../host-mount';
import { requireKnown } from '../known-words';
import type { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { DEFAULT_COLLECTORS, OPTIONAL_COLLECTORS } from './collector-names';

/**
 * A collector of node exporter 1.12 for Linux, by its name.
 *
 * @see https://github.com/prometheus/node_exporter#collectors
 */
export type NodeCollector = (typeof DEFAULT_COLLECTORS)[number] | (typeof OPTIONAL_COLLECTORS)[number];

/** Which collectors of the node exporter run. */
export interface NodeCollectors {
  /**
   * Collectors that run beside those by default. What one of them needs of the node comes with it: `systemd` and `logind`
   * the socket of D-Bus, and no AppArmor profile, which forbids to ask there; `slabinfo` the user root; `perf` root with the
   * capability PERFMON.
   *
   * @default - none
   */
  readonly enable?: NodeCollector[];

  /**
   * Collectors that run by default and should not.
   *
   * @default - none
   */
  readonly disable?: NodeCollector[];

  /**
   * The collectors that run, and no other. Excludes `enable` and `disable`.
   *
   * @default - those by default, with `enable` and without `disable`
   */
  readonly only?: NodeCollector[];
}

/** The user `nobody` of the image. */
const NOBODY = 65534;
/** Services and sessions are asked for over D-Bus, by its directory: a daemon that starts anew makes a new socket. */
const ON_DBUS: NodeCollector[] = ['systemd', 'logind'];

/** The collectors that run in spite of the default, or all of them for `only`. */
function chosen({ enable = [], only = [] }: NodeCollectors): NodeCollector[] {
  return [...new Set([...only, ...enable])];
}

/** Whether a collector runs. */
export function runs(name: NodeCollector, collectors: NodeCollectors): boolean {
  if (collectors.only) return collectors.only.includes(name);
  const byDefault: readonly string[] = DEFAULT_COLLECTORS;
  return chosen(collectors).includes(name) || (byDefault.includes(name) && !collectors.disable?.includes(name));
}

export function collectorFlags(collectors: NodeCollectors): string[] {
  return [
    ...(collectors.only ? ['--collector.disable-defaults'] : []),
    ...chosen(collectors).map((name) => `--collector.${name}`),
    ...[...new Set(collectors.disable)].map((name) => `--no-collector.${name}`),
  ];
}

/** Flags that would say the opposite of those. */
export function oppositeFlags(flags: readonly string[]): string[] {
  return flags.map((flag) =>
    flag.startsWith('--no-') ? flag.replace('--no-', '--') : flag.replace('--collector.', '--no-collector.'),
  );
}

/** What the collectors see of the node beyond what every one of them does. */
export function collectorMounts(collectors: NodeCollectors): HostMount[] {
  return asksDbus(collectors) ? [HostMount.path('/run/dbus', { mountPath: '/var/run/dbus' })] : [];
}

/** @see https://github.com/prometheus/node_exporter/issues/3117 */
export function collectorPrivileges(collectors: NodeCollectors): Privileges {
  const privileges = userPrivileges(collectors);
  return asksDbus(collectors) ? privileges.withoutAppArmor('asks services of the node over D-Bus') : privileges;
}

function userPrivileges(collectors: NodeCollectors): Privileges {
  if (runs('perf', collectors)) return Privileges.capabilities(Capability.PERFMON);
  // The file with the caches of the kernel is root's.
  return runs('slabinfo', collectors) ? Privileges.none().asRoot() : Privileges.none().asUser(NOBODY, NOBODY);
}

function asksDbus(collectors: NodeCollectors): boolean {
  return ON_DBUS.some((name) => runs(name, collectors));
}

export function requireCollectors(faults: OptionFaults, collectors: NodeCollectors): void {
  const { enable = [], disable = [], only } = collectors;
  const known = [...DEFAULT_COLLECTORS, ...OPTIONAL_COLLECTORS];
  for (const [name, written] of Object.entries({ enable, disable, only: only ?? [] })) {
    requireKnown(faults, `collectors.${name}`, written, known);
  }
  for (const name of enable.filter((each) => disable.includes(each))) {
    faults.require(false, `collectors: ${name} is both enabled and disabled`);
  }
  const optional: readonly string[] = OPTIONAL_COLLECTORS;
  for (const name of disable.filter((each) => optional.includes(each) && !enable.includes(each))) {
    faults.require(false, `collectors.disable: ${name} does not run unless it is enabled: leave it out`);
  }
  faults.require(only === undefined || only.length > 0, 'collectors.only is empty: nothing would be measured');
  faults.require(
    only === undefined || enable.length + disable.length === 0,
    'collectors.only is given with enable or disable: it names all that run',
  );
}
