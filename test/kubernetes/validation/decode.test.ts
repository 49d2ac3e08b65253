import { Row, containerErrors, daemonSet, podErrors, podFixes, withContainer } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

describe('values of the wrong type', () => {
  test.each<Row>([
    ['a text given a number', { nodeName: 4 }, ['TypeInvalid nodeName']],
    ['a text given a boolean', { nodeSelector: { ssd: true } }, ['TypeInvalid nodeSelector[ssd]']],
    ['a text given a list', { schedulerName: [] }, ['TypeInvalid schedulerName']],
    ['an integer given a text', { terminationGracePeriodSeconds: '30' }, ['TypeInvalid terminationGracePeriodSeconds']],
    [
      'an integer given a fraction',
      { terminationGracePeriodSeconds: 1.5 },
      ['TypeInvalid terminationGracePeriodSeconds'],
    ],
    ['an integer beyond 32 bits', { priority: 2 ** 31 }, ['TypeInvalid priority']],
    ['a boolean given a text', { hostNetwork: 'true' }, ['TypeInvalid hostNetwork']],
    ['a boolean given a word', { hostNetwork: 'yes' }, ['TypeInvalid hostNetwork']],
    ['a list given an object', { tolerations: { operator: 'Exists' } }, ['TypeInvalid tolerations']],
    ['an object given a list', { affinity: [] }, ['TypeInvalid affinity']],
    ['a map given a text', { nodeSelector: 'linux' }, ['TypeInvalid nodeSelector']],
    [
      'a list given entries of the wrong type',
      { tolerations: ['Exists'] },
      ['TypeInvalid tolerations[0]', 'Invalid tolerations[0].operator'],
    ],
    [
      'an integer beyond 64 bits',
      { terminationGracePeriodSeconds: 1e19 },
      ['TypeInvalid terminationGracePeriodSeconds'],
    ],
    ['null reads as absent', { tolerations: null, affinity: null, nodeSelector: null, hostNetwork: null }, []],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });

  test('what is missing because it could not be read is not missed', () => {
    expect(podErrors({ containers: { name: 'agent' } })).toEqual(['TypeInvalid containers']);
    expect(containerErrors({ image: ['agent'] })).toEqual(['TypeInvalid image']);
    expect(podErrors({ containers: ['agent'] })).toEqual(['TypeInvalid containers[0]']);
  });

  test('a selector that cannot be read is not held against the labels', () => {
    const manifest = daemonSet();
    manifest.spec.selector = 'app=agent';
    expect(validateDaemonSet(manifest)).toMatchObject([{ type: 'FieldValueTypeInvalid', field: 'spec.selector' }]);
  });

  test('a number as text is still checked as a number', () => {
    expect(containerErrors({ ports: [{ containerPort: '70000' }] })).toEqual([
      'TypeInvalid ports[0].containerPort',
      'Invalid ports[0].containerPort',
    ]);
  });

  test.each([
    [{ nodeName: 4 }, 'put it in quotes: "4"'],
    [{ priority: '4' }, 'write it without quotes: 4'],
    [{ hostPID: 'true' }, 'write it without quotes: true'],
    [{ tolerations: {} }, 'start each entry with a dash'],
    [{ affinity: [] }, 'write its fields directly, without a dash'],
  ])('%j has a fix', (podSpec, fix) => {
    expect(podFixes(podSpec)[0]).toBe(fix);
  });
});

describe('quantities', () => {
  test.each<Row>([
    ['a number', 0.5, []],
    ['a text with white space', ' 128Mi ', []],
    ['bytes', '1GB', ['Invalid resources.limits[memory]']],
    ['a boolean', true, ['TypeInvalid resources.limits[memory]']],
    ['null', null, []],
  ])('%s', (_, memory, errors) => {
    expect(containerErrors({ resources: { limits: { memory } } })).toEqual(errors);
  });

  test('bytes have a fix', () => {
    const podSpec = withContainer({ resources: { limits: { memory: '1GB' } } });
    expect(podFixes(podSpec)).toEqual(['did you mean 1Gi or 1G?']);
  });
});

test('times', () => {
  const metadata = { name: 'agent', creationTimestamp: 'yesterday', deletionTimestamp: '2026-01-31T12:00:00Z' };
  expect(validateDaemonSet({ ...daemonSet(), metadata })).toMatchObject([
    { type: 'FieldValueTypeInvalid', field: 'metadata.creationTimestamp', value: 'yesterday' },
  ]);
});

test.each([
  ['2024-02-29T23:59:59.5+14:00', true],
  ['2026-02-29T00:00:00Z', false],
  ['2026-13-01T00:00:00Z', false],
  ['2026-01-31T24:00:00Z', false],
  ['2026-01-31T00:60:00Z', false],
])('the time %s is one that Go parses: %s', (creationTimestamp, parses) => {
  const errors = validateDaemonSet({ ...daemonSet(), metadata: { name: 'agent', creationTimestamp } });
  expect(errors.length === 0).toBe(parses);
});

test('keys that JavaScript knows are ordinary keys', () => {
  const nodeSelector = JSON.parse('{"__proto__": "a", "constructor": "b"}');
  expect(podErrors({ nodeSelector })).toEqual(['Invalid nodeSelector']);
  expect(podErrors({ constructor: {} })).toEqual(['UnknownField constructor']);
});
