import { Errors } from './errors';
import { validateHandler } from './handler';
import { checkNotNegative } from './metadata';
import { Container } from './schema/container';
import { Probe } from './schema/probe';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateLivenessProbe, validateReadinessProbe, validateStartupProbe */
export function validateProbes(container: Container, path: string, errors: Errors): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) {
    validateProbe(livenessProbe, `${path}.livenessProbe`, errors);
    checkSuccessThreshold(livenessProbe, `${path}.livenessProbe`, errors);
  }
  if (readinessProbe) {
    validateProbe(readinessProbe, `${path}.readinessProbe`, errors);
    const { terminationGracePeriodSeconds } = readinessProbe;
    if (terminationGracePeriodSeconds !== undefined) {
      const field = `${path}.readinessProbe.terminationGracePeriodSeconds`;
      errors.invalid(field, terminationGracePeriodSeconds, 'must not be set for readinessProbes', 'remove it');
    }
  }
  if (startupProbe) {
    validateProbe(startupProbe, `${path}.startupProbe`, errors);
    checkSuccessThreshold(startupProbe, `${path}.startupProbe`, errors);
  }
}

const NUMBERS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateProbe */
function validateProbe(probe: Probe, path: string, errors: Errors): void {
  const { exec, httpGet, tcpSocket, grpc, terminationGracePeriodSeconds } = probe;
  validateHandler({ exec, httpGet, tcpSocket, grpc }, undefined, path, errors);
  NUMBERS.forEach((name) => checkNotNegative(probe[name], `${path}.${name}`, errors));
  if (terminationGracePeriodSeconds !== undefined && terminationGracePeriodSeconds <= 0) {
    const field = `${path}.terminationGracePeriodSeconds`;
    errors.invalid(field, terminationGracePeriodSeconds, 'must be greater than 0');
  }
}

/** Once is enough to be alive, or started; 0 is defaulted. */
function checkSuccessThreshold({ successThreshold }: Probe, path: string, errors: Errors): void {
  if (successThreshold && successThreshold !== 1) {
    errors.invalid(`${path}.successThreshold`, successThreshold, 'must be 1', 'write 1, or remove it');
  }
}
