import { NodeInventory } from '../../../../src';
import { RolloutPlanner } from '../../../../src/synth/rollout-planner';
import { blockerOf, deletingFirst, nodesNamed, podsLeft, revision, rolloutOf } from '../rollout-fixture';

const NODES = nodesNamed('a', 'b');
const ON_DELETE = { spec: { updateStrategy: { type: 'OnDelete' } } };

describe('minready', () => {
  test('minReadySeconds lengthens every wave', () => {
    const plan = rolloutOf(NODES, {}, { spec: { minReadySeconds: 60 } });
    expect(blockerOf(plan, 'minready')).toMatchObject({ severity: 'info', nodes: [] });
    expect(plan.seconds).toEqual({ min: 140, max: 200 });
  });

  test('there is none without it, or where nothing is replaced', () => {
    expect(blockerOf(rolloutOf(NODES, {}), 'minready')).toBeUndefined();
    const spec = { ...ON_DELETE.spec, minReadySeconds: 60 };
    expect(blockerOf(rolloutOf(NODES, { spec }), 'minready')).toBeUndefined();
  });
});

describe('ondelete', () => {
  test('nothing happens, and kubectl rollout status ends with an error', () => {
    const plan = rolloutOf(NODES, ON_DELETE);
    expect(plan).toMatchObject({ completes: false, waves: [], peakUnavailable: 0, seconds: { min: 0, max: 0 } });
    expect(plan.rolloutStatus.message).toContain('only available for RollingUpdate');
    expect(blockerOf(plan, 'ondelete')).toMatchObject({ severity: 'warning', nodes: ['a', 'b'] });
  });

  test('nodes that join get their pod, and nodes that are dropped lose theirs', () => {
    const on = (name: string) => ({ ...ON_DELETE, pod: { nodeSelector: { 'kubernetes.io/hostname': name } } });
    const plan = rolloutOf(NODES, on('a'), on('b'));
    expect(podsLeft(plan)).toEqual({ a: '', b: 'new available' });
    expect(plan.completes).toBe(true);
    expect(blockerOf(plan, 'ondelete')).toBeUndefined();
  });
});

describe('template-noop', () => {
  const plan = (from: any, to: any) => RolloutPlanner.plan(NodeInventory.fromManifests(NODES), from, to).toJson();

  test('a change outside the template replaces nothing', () => {
    const { completes, waves, blockers } = plan(revision('1'), revision('1', { spec: deletingFirst('50%') }));
    expect([completes, waves]).toEqual([true, []]);
    expect(blockers).toEqual([expect.objectContaining({ id: 'template-noop', severity: 'info', nodes: [] })]);
    expect(blockers[0].message).toContain('only spec.updateStrategy changes');
  });

  test('no change at all is told as such', () => {
    expect(plan(revision('1'), revision('1')).blockers[0].message).toContain('the template does not change');
  });

  test('a change of an annotation of the template replaces every pod', () => {
    const { waves, blockers } = plan(revision('1'), revision('2'));
    expect([waves.length, blockers]).toEqual([2, []]);
  });
});
