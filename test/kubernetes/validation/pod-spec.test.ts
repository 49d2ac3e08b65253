import { Row, podErrors, podFixes } from './fixture';

describe('ValidatePodSpec', () => {
  test.each<Row>([
    ['empty texts are defaulted', { dnsPolicy: '', restartPolicy: '', schedulerName: '', nodeName: '' }, []],
    ['a grace period below zero, which nobody checks', { terminationGracePeriodSeconds: -1 }, []],
    ['another DNS policy', { dnsPolicy: 'Cluster' }, ['NotSupported dnsPolicy']],
    ['another preemption policy', { preemptionPolicy: 'Always' }, ['NotSupported preemptionPolicy']],
    ['an empty preemption policy', { preemptionPolicy: '' }, ['Required preemptionPolicy']],
    ['a bad node selector', { nodeSelector: { 'a b': 'c', d: '-' } }, ['Invalid nodeSelector', 'Invalid nodeSelector']],
    [
      'names that no object has',
      { serviceAccountName: 'A', nodeName: 'B', priorityClassName: 'C', runtimeClassName: 'D' },
      ['Invalid serviceAccountName', 'Invalid nodeName', 'Invalid priorityClassName', 'Invalid runtimeClassName'],
    ],
    ['an empty runtime class', { runtimeClassName: '' }, ['Invalid runtimeClassName']],
    ['the old name of the service account', { serviceAccount: 'A' }, ['Invalid serviceAccountName']],
    ['a group, whose feature gate is off', { schedulingGroup: {} }, []],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });

  test('a mistyped policy says what was meant', () => {
    expect(podFixes({ dnsPolicy: 'ClusterFirstWithHostnet' })).toEqual(['did you mean ClusterFirstWithHostNet?']);
  });
});

describe('validateReadinessGates, validateSchedulingGates', () => {
  test.each<Row>([
    ['gates', { readinessGates: [{ conditionType: 'example.com/a' }], schedulingGates: [{ name: 'a' }] }, []],
    ['a bad condition', { readinessGates: [{ conditionType: 'a b' }] }, ['Invalid readinessGates[0].conditionType']],
    ['a bad gate', { schedulingGates: [{ name: 'a b' }] }, ['Invalid schedulingGates[0]']],
    ['a gate twice', { schedulingGates: [{ name: 'a' }, { name: 'a' }] }, ['Duplicate schedulingGates[1]']],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });
});
