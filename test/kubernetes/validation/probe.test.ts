import { Row, containerErrors } from './fixture';

const TCP = { tcpSocket: { port: 9100 } };

describe('validateProbe', () => {
  test.each<Row>([
    ['a socket', TCP, []],
    ['zeros, which are defaulted', { ...TCP, timeoutSeconds: 0, periodSeconds: 0, failureThreshold: 0 }, []],
    ['no handler', { periodSeconds: 5 }, ['Required livenessProbe']],
    [
      'negative numbers',
      { ...TCP, initialDelaySeconds: -1, timeoutSeconds: -1, periodSeconds: -1, failureThreshold: -1 },
      [
        'Invalid livenessProbe.initialDelaySeconds',
        'Invalid livenessProbe.timeoutSeconds',
        'Invalid livenessProbe.periodSeconds',
        'Invalid livenessProbe.failureThreshold',
      ],
    ],
    ['no grace', { ...TCP, terminationGracePeriodSeconds: 0 }, ['Invalid livenessProbe.terminationGracePeriodSeconds']],
  ])('%s', (_, livenessProbe, errors) => {
    expect(containerErrors({ livenessProbe })).toEqual(errors);
  });
});

describe('validateLivenessProbe, validateReadinessProbe, validateStartupProbe', () => {
  const twice = { ...TCP, successThreshold: 2 };
  const graceful = { ...TCP, terminationGracePeriodSeconds: 10 };

  test.each<Row>([
    ['only readiness needs to succeed twice', { readinessProbe: twice }, []],
    ['life succeeds once', { livenessProbe: twice }, ['Invalid livenessProbe.successThreshold']],
    ['so does a start', { startupProbe: twice }, ['Invalid startupProbe.successThreshold']],
    ['life and a start have their own grace', { livenessProbe: graceful, startupProbe: graceful }, []],
    [
      'readiness does not end anything',
      { readinessProbe: graceful },
      ['Invalid readinessProbe.terminationGracePeriodSeconds'],
    ],
  ])('%s', (_, container, errors) => {
    expect(containerErrors(container)).toEqual(errors);
  });
});
