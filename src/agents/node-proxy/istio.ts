import type { OptionFaults } from '../option-faults';
import { PriorityClass } from '../priority-class';
import { TolerationSet } from '../toleration-set';

/** A level for everything, or for some parts of it: `info`, `default:info,cni:debug`, `info,ztunnel::xds=debug`. */
const LOG_LEVELS =
  /^([\w:-]+[:=])?(trace|debug|info|warn|error|fatal|none|off)(,([\w:-]+[:=])?(trace|debug|info|warn|error|fatal|none|off))*$/;

export function requireLogLevel(faults: OptionFaults, level: string | undefined): void {
  faults.require(
    level === undefined || LOG_LEVELS.test(level),
    `logLevel is ${JSON.stringify(level)}: write a level such as info or debug`,
  );
}

/** The name of something that stands in names of hosts. */
export function requireName(faults: OptionFaults, name: string, value: string | undefined): void {
  faults.require(
    value === undefined || /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value),
    `${name} is ${JSON.stringify(value)}: it is no name; write at most 63 lower case letters, digits and "-"`,
  );
}

export const ISTIO_VERSION = '1.30.3';

/** Labels by which Istio leaves its own agents alone. */
export const OUTSIDE_THE_MESH = { 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' };

/** A pod of the mesh may stand on any node, and has no network there without these agents. */
export const ISTIO_TOLERANCE = {
  tolerations: TolerationSet.everything(),
  priorityClass: PriorityClass.nodeCritical(),
  silence: { 'tolerates-everything': 'a pod of the mesh may stand on any node' },
};
