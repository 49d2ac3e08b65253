import { Row, brief, daemonSet } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

const LABELS = 'Invalid spec.template.metadata.labels';

describe('ValidateDaemonSetSpec', () => {
  test.each<Row>([
    ['a selector of the template', {}, []],
    ['no selector', { selector: undefined }, [LABELS]],
    ['an empty selector', { selector: {} }, ['Invalid spec.selector']],
    ['a selector of something else', { selector: { matchLabels: { app: 'other' } } }, [LABELS]],
    [
      'a requirement of something else',
      { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['agent'] }] } },
      [LABELS],
    ],
    ['no waiting, no history', { minReadySeconds: 0, revisionHistoryLimit: 0 }, []],
    [
      'less than that',
      { minReadySeconds: -1, revisionHistoryLimit: -1 },
      ['Invalid spec.minReadySeconds', 'Invalid spec.revisionHistoryLimit'],
    ],
    ['no template', { template: undefined }, [LABELS, 'Required containers']],
  ])('%s', (_, spec, errors) => {
    const manifest = daemonSet();
    expect(brief(validateDaemonSet({ ...manifest, spec: { ...manifest.spec, ...spec } }))).toEqual(errors);
  });

  test.each<Row>([
    ['always restarted', { restartPolicy: 'Always' }, []],
    ['never restarted', { restartPolicy: 'Never' }, ['NotSupported restartPolicy']],
    ['a deadline', { activeDeadlineSeconds: 60 }, ['Forbidden activeDeadlineSeconds']],
    [
      'a deadline in the past',
      { activeDeadlineSeconds: 0 },
      ['Invalid activeDeadlineSeconds', 'Forbidden activeDeadlineSeconds'],
    ],
  ])('%s', (_, podSpec, errors) => {
    expect(brief(validateDaemonSet(daemonSet(podSpec)))).toEqual(errors);
  });

  test('labels that are missing are named', () => {
    const manifest = daemonSet();
    manifest.spec.selector.matchLabels.tier = 'node';
    expect(validateDaemonSet(manifest)).toEqual([
      {
        type: 'FieldValueInvalid',
        field: 'spec.template.metadata.labels',
        value: { app: 'agent' },
        detail: '`selector` does not match template `labels`',
        fix: 'add tier: node',
      },
    ]);
  });
});

describe('an update', () => {
  test('may change the template', () => {
    expect(validateDaemonSet(daemonSet({ nodeSelector: { disk: 'ssd' } }), daemonSet())).toEqual([]);
  });

  test('may write the same selector in another order', () => {
    const [now, before] = [daemonSet(), daemonSet()];
    now.spec.template.metadata.labels = { a: 'b', app: 'agent' };
    now.spec.selector.matchLabels = { a: 'b', app: 'agent' };
    before.spec.selector = { matchLabels: { app: 'agent', a: 'b' }, matchExpressions: [] };
    expect(validateDaemonSet(now, before)).toEqual([]);
  });

  test('is not refused twice for a selector that cannot be read', () => {
    const now = daemonSet();
    now.spec.selector = 'app=agent';
    expect(brief(validateDaemonSet(now, daemonSet()))).toEqual(['TypeInvalid spec.selector']);
  });

  test('may not change the selector', () => {
    const now = daemonSet();
    now.spec.selector = { matchExpressions: [{ key: 'app', operator: 'Exists' }] };
    expect(brief(validateDaemonSet(now, daemonSet()))).toEqual(['Invalid spec.selector']);
  });
});

test.each([
  ['7', []],
  ['-1', []],
  ['seven', ['TypeInvalid metadata.annotations[deprecated.daemonset.template.generation]']],
  ['', ['TypeInvalid metadata.annotations[deprecated.daemonset.template.generation]']],
])('Convert_v1_DaemonSet_To_apps_DaemonSet reads the generation %s of the template', (generation, errors) => {
  const manifest = daemonSet();
  manifest.metadata.annotations = { 'deprecated.daemonset.template.generation': generation };
  expect(brief(validateDaemonSet(manifest))).toEqual(errors);
});
