import { requireKnown } from '../known-words';
import type { OptionFaults } from '../option-faults';

/** The collectors of windows_exporter 0.31 that run unless they are turned off. */
const DEFAULT_COLLECTORS = [
  'cpu',
  'logical_disk',
  'memory',
  'net',
  'os',
  'physical_disk',
  'service',
  'system',
] as const;

/** Those that run only when they are turned on. */
const OPTIONAL_COLLECTORS = [
  'ad',
  'adcs',
  'adfs',
  'cache',
  'container',
  'cpu_info',
  'dfsr',
  'dhcp',
  'diskdrive',
  'dns',
  'exchange',
  'file',
  'fsrmquota',
  'gpu',
  'hyperv',
  'iis',
  'license',
  'mscluster',
  'msmq',
  'mssql',
  'netframework',
  'nps',
  'pagefile',
  'performancecounter',
  'printer',
  'process',
  'remote_fx',
  'scheduled_task',
  'smb',
  'smbclient',
  'smtp',
  'tcp',
  'terminal_services',
  'textfile',
  'thermalzone',
  'time',
  'udp',
  'update',
  'vmware',
] as const;

/**
 * A collector of windows_exporter 0.31, by its name.
 *
 * @see https://github.com/prometheus-community/windows_exporter#collectors
 */
export type WindowsCollector = (typeof DEFAULT_COLLECTORS)[number] | (typeof OPTIONAL_COLLECTORS)[number];

/** Which collectors of windows_exporter run. */
export interface WindowsCollectors {
  /**
   * Collectors that run beside those by default and `container`.
   *
   * @default - none
   */
  readonly enable?: WindowsCollector[];

  /**
   * Collectors that run by default, or `container`, and should not.
   *
   * @default - none
   */
  readonly disable?: WindowsCollector[];

  /**
   * The collectors that run, and no other. Excludes `enable` and `disable`.
   *
   * @default - those by default and `container`, with `enable` and without `disable`
   */
  readonly only?: WindowsCollector[];
}

/** The containers of the node are not among the defaults of a program that mostly runs without any. */
const OF_KUBERNETES: WindowsCollector = 'container';

export function windowsCollectorFlags({ enable = [], disable = [], only }: WindowsCollectors): string[] {
  if (only) return [`--collectors.enabled=${[...new Set(only)].join(',')}`];
  const enabled = [...new Set([OF_KUBERNETES, ...enable])];
  return [
    `--collectors.enabled=[defaults],${enabled.join(',')}`,
    ...(disable.length > 0 ? [`--collectors.disabled=${[...new Set(disable)].join(',')}`] : []),
  ];
}

/** Records what is wrong with a choice of collectors. */
export function requireWindowsCollectors(faults: OptionFaults, collectors: WindowsCollectors): void {
  const { enable = [], disable = [], only } = collectors;
  const known = [...DEFAULT_COLLECTORS, ...OPTIONAL_COLLECTORS];
  for (const [name, written] of Object.entries({ enable, disable, only: only ?? [] })) {
    requireKnown(faults, `collectors.${name}`, written, known);
  }
  faults.require(!only || only.length > 0, 'collectors.only is empty: nothing would be collected');
  faults.require(
    !only || enable.length + disable.length === 0,
    'collectors: only says all that runs; leave enable and disable out',
  );
  const contradicted = enable.filter((name) => disable.includes(name));
  faults.require(contradicted.length === 0, `collectors: ${contradicted.join(', ')} is both enabled and disabled`);
  const running: readonly string[] = [...DEFAULT_COLLECTORS, OF_KUBERNETES];
  const off = disable.filter((name) => known.includes(name) && !running.includes(name));
  faults.require(off.length === 0, `collectors.disable: ${off.join(', ')} does not run anyway`);
}
