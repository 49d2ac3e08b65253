import { Row, containerErrors } from './fixture';

describe('validateHandler', () => {
  test.each<Row>([
    ['a command', { exec: { command: ['true'] } }, []],
    ['a request by number, whose path and scheme are defaulted', { httpGet: { port: 80 } }, []],
    ['a request by name', { httpGet: { port: 'metrics', scheme: 'HTTPS' } }, []],
    ['grpc', { grpc: { port: 9090, service: 'health' } }, []],
    ['no command', { exec: {} }, ['Required livenessProbe.exec.command']],
    ['no port', { tcpSocket: {} }, ['Invalid livenessProbe.tcpSocket.port']],
    ['a port over 65535', { grpc: { port: 70000 } }, ['Invalid livenessProbe.grpc.port']],
    ['a number as text', { httpGet: { port: '80' } }, ['Invalid livenessProbe.httpGet.port']],
    [
      'a scheme in small letters',
      { httpGet: { port: 80, scheme: 'http' } },
      ['NotSupported livenessProbe.httpGet.scheme'],
    ],
    [
      'a header with an underscore',
      { httpGet: { port: 80, httpHeaders: [{ name: 'X_A', value: 'b' }] } },
      ['Invalid livenessProbe.httpGet.httpHeaders'],
    ],
    [
      'two handlers, of which only the first is looked at',
      { exec: { command: ['true'] }, tcpSocket: { port: 0 } },
      ['Forbidden livenessProbe.tcpSocket'],
    ],
  ])('%s', (_, livenessProbe, errors) => {
    expect(containerErrors({ livenessProbe })).toEqual(errors);
  });
});
