import { Row, containerErrors, podErrors } from './fixture';

const RULE = { action: 'Restart', exitCodes: { operator: 'In', values: [42] } };

describe('validateContainerRestartPolicy', () => {
  test.each<Row>([
    ['a policy', { restartPolicy: 'OnFailure' }, []],
    ['a policy with rules', { restartPolicy: 'Never', restartPolicyRules: [RULE] }, []],
    ['an unknown policy', { restartPolicy: 'Once' }, ['NotSupported restartPolicy']],
    ['rules without a policy', { restartPolicyRules: [RULE] }, ['Required restartPolicy']],
    [
      'too many rules',
      { restartPolicy: 'Never', restartPolicyRules: Array.from({ length: 21 }, () => RULE) },
      ['TooMany restartPolicyRules'],
    ],
    [
      'a rule without exit codes',
      { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Stop' }] },
      ['NotSupported restartPolicyRules[0].action', 'Required restartPolicyRules[0].exitCodes'],
    ],
    [
      'a rule with too many exit codes',
      {
        restartPolicy: 'Never',
        restartPolicyRules: [
          { action: 'Restart', exitCodes: { operator: 'Is', values: Array.from({ length: 256 }, (_, i) => i) } },
        ],
      },
      ['NotSupported restartPolicyRules[0].exitCodes.operator', 'TooMany restartPolicyRules[0].exitCodes.values'],
    ],
  ])('%s', (_, container, errors) => {
    expect(containerErrors(container)).toEqual(errors);
  });
});

describe('validateInitContainerRestartPolicy', () => {
  test.each<Row>([
    ['no policy', {}, []],
    ['a sidecar', { restartPolicy: 'Always' }, []],
    ['an unknown policy', { restartPolicy: 'Once' }, ['NotSupported initContainers[0].restartPolicy']],
    ['rules without a policy', { restartPolicyRules: [RULE] }, ['Required initContainers[0].restartPolicy']],
  ])('%s', (_, container, errors) => {
    expect(podErrors({ initContainers: [{ name: 'init', image: 'init', ...container }] })).toEqual(errors);
  });
});
