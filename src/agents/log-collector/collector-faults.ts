import type { FluentdOptions, OpenTelemetryOptions } from './collector-options';
import { requireDelivery } from './delivery';
import { LogFormat } from './log-format';
import { OptionFaults } from '../option-faults';
import type { OptionStruct } from '../option-struct';

/** Directory of the node with the logs of all containers. */
export const LOGS = '/var/log';

/** Options that only shape the configuration that is written for an output. */
const SHAPES_WRITTEN_CONFIGURATION = [
  'outputParameters',
  'positionFile',
  'flushInterval',
  'metrics',
  'otlpReceiver',
] as const;

/** All that can be said of any product. */
export interface AnyOptions extends FluentdOptions, OpenTelemetryOptions {}

/** @throws if options contradict each other, or the product cannot deliver to the output. */
export function assertOptions(product: string, options: AnyOptions, struct: OptionStruct): void {
  const faults = OptionFaults.of(`Collector of ${product}`, struct, options);
  faults.word('format', options.format, LogFormat);
  requireOneConfiguration(options, faults);
  requireLastingPositions(options, faults);
  if (options.output) requireDelivery(product, options.output._target, faults);
  faults.throwIfAny();
}

function requireOneConfiguration(options: AnyOptions, faults: OptionFaults): void {
  const given = (['output', 'config', 'configMap'] as const).filter((name) => options[name] !== undefined);
  faults.require(
    given.length === 1,
    given.length === 0
      ? 'nothing says what to do: give output, config or configMap'
      : `${given.join(' and ')} are given: each is a whole configuration, keep one`,
  );
  faults.require(options.config === undefined || options.config.trim() !== '', 'config is empty');
  if (!options.output) {
    const written = SHAPES_WRITTEN_CONFIGURATION.filter((name) => options[name] !== undefined);
    faults.require(
      written.length === 0,
      `${written.join(' and ')} would have no effect: without output your own configuration says it`,
    );
  } else {
    faults.require(!options.health, 'health is given with output: that configuration has a health endpoint already');
  }
  faults.seconds('flushInterval', options.flushInterval);
}

function requireLastingPositions({ stateDirectory, positionFile }: AnyOptions, faults: OptionFaults): void {
  if (stateDirectory !== undefined) faults.absolutePath('stateDirectory', stateDirectory);
  if (positionFile === undefined) return;
  faults.absolutePath('positionFile', positionFile);
  faults.require(
    isWithin(positionFile, LOGS) || (stateDirectory !== undefined && isWithin(positionFile, stateDirectory)),
    `positionFile is ${positionFile}: outside stateDirectory and ${LOGS} it is lost at a restart, and all is read again`,
  );
}

export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
