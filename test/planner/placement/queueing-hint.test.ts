import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const apart = (app: string, more: object = {}) => ({
  topologyKey: 'kubernetes.io/hostname',
  namespaces: ['agents'],
  labelSelector: { matchLabels: { app } },
  ...more,
});

/** A pod of the lowest priority that keeps off what its terms say. */
function repellent(...terms: object[]): any {
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: terms };
  return pod('app', 'a', { spec: { priority: -10, affinity: { podAntiAffinity } } });
}

function outcome(...objects: any[]) {
  const agents = [daemonSet('logs', { priorityClassName: 'high' }, { cpu: '3' })];
  const plan = planOf([node('a'), priorityClass('high', 1000), ...objects], agents).toJson();
  const [{ state, reasons = [] }] = plan.daemonSets[0].placements;
  return {
    evicted: plan.evicted.map(({ name }) => name),
    state,
    reported: reasons.filter(({ reported }) => reported).map(({ message }) => message),
  };
}

describe('isSchedulableAfterPodChange of InterPodAffinity, once the pods in the way are preempted', () => {
  test('a pod is tried again when the only term that kept it off is gone', () => {
    expect(outcome(repellent(apart('logs')))).toEqual({ evicted: ['app'], state: 'Scheduled', reported: [] });
  });

  test('a pod is left waiting when the pod that is gone had a term of others too (podMatchesAllAffinityTerms)', () => {
    expect(outcome(repellent(apart('logs'), apart('metrics')))).toEqual({
      evicted: ['app'],
      state: 'Pending',
      reported: ["node(s) didn't satisfy existing pods anti-affinity rules"],
    });
  });

  test('the labels of namespaces are not known there', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'agents' } };
    const states = [{}, namespaceSelector].map(
      (selector) => outcome(repellent(apart('logs', { namespaces: [], namespaceSelector: selector }))).state,
    );
    expect(states).toEqual(['Scheduled', 'Pending']);
  });

  test('a less important pod leaves the one that waits its room', () => {
    const agents = [
      daemonSet('logs', { priorityClassName: 'high' }, { cpu: '3' }),
      daemonSet('metrics', {}, { cpu: '2' }),
    ];
    const objects = [node('a'), priorityClass('high', 1000), repellent(apart('logs'), apart('other'))];
    const [, metrics] = planOf(objects, agents).toJson().daemonSets;
    expect(metrics.placements.map(({ state, reasons = [] }) => [state, reasons.map(({ message }) => message)])).toEqual(
      [['Pending', ['Insufficient cpu']]],
    );
  });
});
