import { deletingFirst, nodesNamed, revision, rolloutOf } from './rollout-fixture';
import { NodeInventory } from '../../../src';
import { Fault, faultToString } from '../../../src/kubernetes/manifest/fault';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { chooseChange, matchDaemonSets } from '../../../src/planner/rollout/daemon-set-change';
import { RolloutPlanner } from '../../../src/synth/rollout-planner';
import { daemonSet } from '../../fixtures';

function match(from: any[], to: any[]) {
  const faults: Fault[] = [];
  const { changes } = matchDaemonSets(manifestsOf(from, faults), manifestsOf(to, faults), faults);
  return { changes, faults: faults.map(faultToString) };
}

function named(name: string, image: string): any {
  const manifest = daemonSet(name);
  manifest.spec.template.spec.containers[0].image = image;
  return manifest;
}

test('DaemonSets are matched by namespace and name', () => {
  const { changes } = match([named('a', 'x:1'), named('b', 'x:1')], [named('b', 'x:2'), named('c', 'x:2')]);
  expect(changes.map(({ key, from }) => [key, from?.daemonSet.name])).toEqual([
    ['agents/b', 'b'],
    ['agents/c', undefined],
  ]);
});

test('a changed selector is refused, as the API server refuses it', () => {
  const to = revision('2');
  to.spec.selector = { matchLabels: { app: 'logs', tier: 'node' } };
  to.spec.template.metadata.labels.tier = 'node';
  expect(match([revision('1')], [to]).faults).toEqual([
    'DaemonSet agents/logs: spec.selector is {"matchLabels":{"app":"logs","tier":"node"}}: field is immutable ' +
      '(it was {"matchLabels":{"app":"logs"}}: keep it, or give the DaemonSet a new name)',
  ]);
  expect(() => RolloutPlanner.plan(NodeInventory.fromManifests(nodesNamed('a')), revision('1'), to)).toThrow(
    'field is immutable',
  );
});

test('a selector written in another order is the same', () => {
  const to = revision('2');
  to.spec.selector = { matchExpressions: [], matchLabels: { app: 'logs' } };
  const from = revision('1');
  from.spec.selector = { matchLabels: { app: 'logs' }, matchExpressions: [] };
  expect(match([from], [to]).faults).toEqual([]);
});

test('what changes outside the template is told, and going back leaves it', () => {
  const to = { spec: { ...deletingFirst('20%'), minReadySeconds: 5 } };
  expect(rolloutOf(nodesNamed('a'), {}, to).rollback.notReverted).toEqual([
    'spec.minReadySeconds',
    'spec.updateStrategy',
  ]);
});

describe('which DaemonSet is meant', () => {
  const from = [named('a', 'x:1'), named('b', 'x:1'), named('c', 'x:1')];
  const one = [named('a', 'x:1'), named('b', 'x:2'), named('c', 'x:1')];
  const two = [named('a', 'x:2'), named('b', 'x:2'), named('c', 'x:1')];

  test('the only one whose template changes', () => {
    expect(chooseChange(match(from, one).changes, undefined).key).toBe('agents/b');
  });

  test('the only one there is, though nothing changes', () => {
    expect(chooseChange(match([named('a', 'x:1')], [named('a', 'x:1')]).changes, undefined).key).toBe('agents/a');
  });

  test.each(['c', 'agents/c'])('the one that is named: %s', (name) => {
    expect(chooseChange(match(from, two).changes, name).key).toBe('agents/c');
  });

  test.each<[string, any[], string | undefined, string]>([
    ['several change', two, undefined, '2 of the DaemonSets change: name one of agents/a, agents/b'],
    ['none changes', from, undefined, 'name one of agents/a, agents/b, agents/c'],
    ['there is none', [], undefined, 'the later manifests hold none'],
    ['the name is not there', one, 'agents/d', 'did you mean agents/'],
  ])('it is not clear where %s', (_, to, name, message) => {
    expect(() => chooseChange(match(from, to).changes, name)).toThrow(message);
  });
});
