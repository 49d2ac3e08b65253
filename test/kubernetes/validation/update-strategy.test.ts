import { Row, brief, daemonSet } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

function withStrategy(updateStrategy: object): any {
  const manifest = daemonSet();
  manifest.spec.updateStrategy = updateStrategy;
  return manifest;
}

describe('ValidateDaemonSetUpdateStrategy', () => {
  test.each<Row>([
    ['no type is RollingUpdate', {}, []],
    ['OnDelete, whose numbers are not looked at', { type: 'OnDelete', rollingUpdate: { maxUnavailable: 0 } }, []],
    ['another type', { type: 'Recreate' }, ['NotSupported spec.updateStrategy']],
  ])('%s', (_, strategy, errors) => {
    expect(brief(validateDaemonSet(withStrategy(strategy)))).toEqual(errors);
  });
});

describe('ValidateRollingUpdateDaemonSet', () => {
  const path = 'spec.updateStrategy.rollingUpdate';
  const required = `Required ${path}.maxUnavailable`;
  const unavailable = `Invalid ${path}.maxUnavailable`;
  const surge = `Invalid ${path}.maxSurge`;

  test.each<Row>([
    ['one unavailable by default', {}, []],
    ['a number beyond 100', { maxUnavailable: 1000 }, []],
    ['surge alone', { maxUnavailable: 0, maxSurge: '10%' }, []],
    ['surge beside the default', { maxSurge: 1 }, [surge]],
    ['both', { maxUnavailable: '1%', maxSurge: 1 }, [surge]],
    ['neither', { maxUnavailable: '0%' }, [required]],
    ['less than nothing', { maxUnavailable: -1 }, [unavailable]],
    ['a number as text', { maxUnavailable: '5' }, [unavailable]],
    ['a word', { maxUnavailable: 'all' }, [unavailable, required]],
    ['more than all', { maxUnavailable: '101%' }, [unavailable]],
    ['more than all at once', { maxUnavailable: 0, maxSurge: '200%' }, [surge]],
  ])('%s', (_, rollingUpdate, errors) => {
    expect(brief(validateDaemonSet(withStrategy({ rollingUpdate })))).toEqual(errors);
  });

  test.each([
    [{ maxUnavailable: '5' }, 'write 5 without quotes, or "5%"'],
    [{ maxUnavailable: 0 }, 'write maxUnavailable: 1'],
    [{ maxSurge: 1 }, 'write maxUnavailable: 0, or remove maxSurge'],
  ])('%j has a fix', (rollingUpdate, expected) => {
    const [{ fix }] = validateDaemonSet(withStrategy({ rollingUpdate }));
    expect(fix).toBe(expected);
  });
});
