import { Row, containerErrors } from './fixture';

describe('validateLifecycle', () => {
  test.each<Row>([
    ['no hook', {}, []],
    ['a command before the end', { preStop: { exec: { command: ['sleep', '5'] } } }, []],
    ['sleep as long as the grace period', { preStop: { sleep: { seconds: 30 } } }, []],
    ['no sleep', { preStop: { sleep: { seconds: 0 } } }, []],
    ['sleep beyond the grace period', { preStop: { sleep: { seconds: 31 } } }, ['Invalid lifecycle.preStop.sleep']],
    ['a hook that does nothing', { postStart: {} }, ['Required lifecycle.postStart']],
    [
      'a command without words',
      { postStart: { exec: { command: [] } } },
      ['Required lifecycle.postStart.exec.command'],
    ],
    ['a signal, whose feature gate is off', { stopSignal: 'SIGNOTHING' }, []],
  ])('%s', (_, lifecycle, errors) => {
    expect(containerErrors({ lifecycle })).toEqual(errors);
  });

  test('the grace period of the pod counts', () => {
    const lifecycle = { preStop: { sleep: { seconds: 60 } } };
    expect(containerErrors({ lifecycle }, { terminationGracePeriodSeconds: 60 })).toEqual([]);
  });
});
