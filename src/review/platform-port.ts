import { PlatformPort } from '../lint/lint-options';

const FORM = /^([0-9]{1,5})(?:\/(TCP|UDP|SCTP))?=(\S.*)$/;

/**
 * Reads a port that the platform holds on every node: `9100/TCP=openshift`, or `9100=openshift`.
 *
 * @throws Error that says what is expected
 */
export function readPlatformPort(text: string): PlatformPort {
  const [, number, protocol = 'TCP', usedBy] = FORM.exec(text) ?? [];
  const port = Number(number);
  if (usedBy === undefined || port < 1 || port > 65535) {
    throw new Error(`"${text}" is no platform port: expected PORT/PROTOCOL=WHO, such as 9100/TCP=openshift`);
  }
  return { port, protocol, usedBy };
}
