import { Errors } from './errors';
import { HTTPGetAction, LifecycleHandler, Probe } from './schema/probe';
import { httpHeaderFaults, portNameFaults, portNumberFaults } from './syntax';

type Handler = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & Pick<LifecycleHandler, 'sleep'>;

/**
 * What a probe or a hook does: exactly one thing. Of two, the second is forbidden and not looked at.
 *
 * @param gracePeriod seconds that a sleep may last at most
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateHandler
 */
export function validateHandler(handler: Handler, gracePeriod: number | undefined, path: string, errors: Errors): void {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const given = Object.entries({ exec, httpGet, tcpSocket, grpc, sleep }).filter(([, action]) => action !== undefined);
  if (given.length === 0) {
    errors.required(path, 'must specify a handler type', 'write exec, httpGet, tcpSocket or grpc');
    return;
  }
  given.slice(1).forEach(([name]) => errors.forbidden(`${path}.${name}`, 'may not specify more than 1 handler type'));
  const field = `${path}.${given[0][0]}`;
  if (exec) {
    if (!exec.command?.length) {
      errors.required(`${field}.command`);
    }
  } else if (httpGet) {
    validateHttpGet(httpGet, field, errors);
  } else if (tcpSocket) {
    checkPort(tcpSocket.port, `${field}.port`, errors);
  } else if (grpc) {
    checkPort(grpc.port, `${field}.port`, errors);
  } else if (sleep && gracePeriod !== undefined) {
    const { seconds = 0 } = sleep;
    if (seconds < 0 || seconds > gracePeriod) {
      const rule = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`;
      errors.invalid(field, seconds, rule);
    }
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateHTTPGetAction */
function validateHttpGet({ port, scheme, httpHeaders = [] }: HTTPGetAction, path: string, errors: Errors): void {
  checkPort(port, `${path}.port`, errors);
  errors.oneOf(`${path}.scheme`, scheme || 'HTTP', ['HTTP', 'HTTPS']);
  httpHeaders.forEach(({ name = '' }) => errors.invalidEach(`${path}.httpHeaders`, name, httpHeaderFaults(name)));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePortNumOrName */
function checkPort(port: number | string = 0, field: string, errors: Errors): void {
  if (typeof port === 'number') {
    errors.invalidEach(field, port, portNumberFaults(port));
  } else {
    const fix = /^[0-9]+$/.test(port) ? `write ${port} without quotes` : undefined;
    errors.invalidEach(field, port, portNameFaults(port), fix);
  }
}
