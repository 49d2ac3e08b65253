import { win32 } from 'node:path';
import { HostMount } from '../host-mount';
import type { OptionFaults } from '../option-faults';

/**
 * Monitors of the image that work in a container of Windows, and the logs that they read. The others run PowerShell, which
 * the image has not.
 *
 * @see https://github.com/kubernetes/node-problem-detector/tree/v1.35.1/config
 */
const SHIPPED: ReadonlyMap<string, string> = new Map([
  ['windows-containerd-monitor-filelog.json', 'C:\\etc\\kubernetes\\logs\\containerd.log'],
]);

/** What is wrong with monitors for Windows nodes: they read files alone, of the system drive. */
export function requireWindowsMonitors(
  faults: OptionFaults,
  shipped: readonly string[],
  logMonitors: Record<string, string>,
): void {
  for (const name of shipped) {
    faults.require(
      SHIPPED.has(name),
      `monitors: ${JSON.stringify(name)} does not work on Windows nodes; of the image ${[...SHIPPED.keys()].join(', ')} does`,
    );
  }
  for (const [name, text] of Object.entries(logMonitors)) {
    const { plugin, logPath } = read(text);
    faults.require(
      plugin === 'filelog' && isFile(logPath),
      `${name}: on Windows nodes write "plugin": "filelog", and a logPath such as "C:\\\\logs\\\\containerd.log"`,
    );
  }
}

/** The directories of the node that monitors read logs in: these, as a log that is renamed becomes another file. */
export function logDirectories(shipped: readonly string[], logMonitors: Record<string, string>): HostMount[] {
  const files = [...shipped.flatMap((name) => SHIPPED.get(name) ?? []), ...Object.values(logMonitors).map(logPathOf)];
  return [...new Set(files.map((file) => win32.dirname(file)))].sort().map((path) => HostMount.path(path));
}

function logPathOf(text: string): string {
  return String(read(text).logPath);
}

function isFile(path: unknown): boolean {
  return (
    typeof path === 'string' && /^C:(\\[^\\/:*?"<>|\p{Cc}]+){2,}$/iu.test(path) && !path.split('\\').includes('..')
  );
}

/** A monitor, which is told apart elsewhere if it is none. */
function read(text: string): { plugin?: unknown; logPath?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
