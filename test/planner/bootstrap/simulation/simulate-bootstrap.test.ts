import { BootstrapRole } from '../../../../src/planner/bootstrap/bootstrap-role';
import { daemonSet, node, priorityClass } from '../../../fixtures';
import { CNI_ROLE, EVERYTHING, NOT_READY, bootstrapOf, cni, standing } from '../bootstrap-fixture';

const labeller: BootstrapRole = { provides: { labels: { gpu: 'true' } } };

describe('a node that becomes ready', () => {
  const manifests = [
    daemonSet('logs'),
    cni(),
    daemonSet('labeller', { hostNetwork: true, tolerations: [NOT_READY] }),
    daemonSet('gpu', { nodeSelector: { gpu: 'true' } }),
  ];
  const plan = bootstrapOf([node('a')], manifests, { roles: { ...CNI_ROLE, 'agents/labeller': labeller } });

  test('does so in phases: who starts when, and what that unlocks', () => {
    expect(plan.nodes[0].phases).toEqual([
      {
        starts: ['agents/cni', 'agents/labeller'],
        then: ['nodeNetwork', 'Ready', 'label gpu=true', 'taint node.kubernetes.io/not-ready:NoSchedule removed'],
      },
      { starts: ['agents/logs', 'agents/gpu'], then: [] },
    ]);
    expect(plan.nodes[0]).toMatchObject({ nodes: ['a'], becomesReady: true, readyInPhase: 1, remainingTaints: [] });
    expect([plan.deadlocks, plan.bootstraps()]).toEqual([[], true]);
  });

  test('may start workloads before the agents of a later phase', () => {
    expect(plan.nodes[0].agents).toEqual([
      { daemonSet: 'agents/logs', state: 'Running', phase: 2, outrun: true, blockedBy: [] },
      { daemonSet: 'agents/cni', state: 'Running', phase: 1, blockedBy: [] },
      { daemonSet: 'agents/labeller', state: 'Running', phase: 1, blockedBy: [] },
      { daemonSet: 'agents/gpu', state: 'Running', phase: 2, outrun: true, blockedBy: [] },
    ]);
  });

  test('keeps workloads away as long as a startup taint stays', () => {
    const taint = { key: 'example.com/storage', effect: 'NoSchedule' };
    const csi = daemonSet('csi', { tolerations: EVERYTHING });
    const roles = { ...CNI_ROLE, 'agents/csi': { removesTaints: [taint.key] } };
    const guarded = bootstrapOf([node('a')], [cni(), csi, daemonSet('late')], { roles, startupTaints: [taint] });
    expect(guarded.nodes[0].agents.map(({ state, phase, outrun }) => [state, phase, outrun])).toEqual([
      ['Running', 1, undefined],
      ['Running', 2, undefined],
      ['Running', 3, true],
    ]);
  });
});

describe('what an agent needs on a new node', () => {
  // Sections of the node lifecycle: registration taints, and which daemon pods come before the node is Ready.
  const uninitialized = { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' };
  const network = { key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' };
  const startup = { key: 'example.com/startup', effect: 'NoExecute' };
  const allOf = (key: string) => ({ key, operator: 'Exists' });

  test.each<[string, any, any[], string]>([
    ['the automatic tolerations: not before it is Ready', {}, [], 'Absent'],
    ['not-ready tolerated, on the pod network: it waits for the node', { tolerations: [NOT_READY] }, [], 'Waiting'],
    ['not-ready tolerated, on the host network', { tolerations: [NOT_READY], hostNetwork: true }, [], 'Running'],
    ['cloud uninitialized, not tolerated', { tolerations: [NOT_READY], hostNetwork: true }, [uninitialized], 'Absent'],
    [
      'cloud uninitialized, tolerated',
      { tolerations: [NOT_READY, allOf(uninitialized.key)], hostNetwork: true },
      [uninitialized],
      'Running',
    ],
    [
      'network unavailable, tolerated by every pod on the host network',
      { tolerations: [NOT_READY], hostNetwork: true },
      [network],
      'Running',
    ],
    ['a startup taint, not tolerated', { tolerations: [NOT_READY], hostNetwork: true }, [startup], 'Absent'],
    [
      'everything tolerated',
      { tolerations: EVERYTHING, hostNetwork: true },
      [uninitialized, network, startup],
      'Running',
    ],
  ])('%s', (_, spec, taints, state) => {
    const nobody = daemonSet('cni', { nodeSelector: { never: 'there' } });
    const plan = bootstrapOf([node('a', { taints })], [nobody, daemonSet('agent', spec)], { roles: CNI_ROLE });
    expect(standing(plan, 'a')).toEqual({ cni: 'Absent', agent: state });
    expect(plan.nodes[0].becomesReady).toBe(false);
  });

  test('a fact that another agent brings', () => {
    const roles: Record<string, BootstrapRole> = {
      'agents/cni': { provides: { nodeNetwork: true }, requires: ['serviceNetwork'] },
      'agents/proxy': { provides: { serviceNetwork: true } },
    };
    const proxy = daemonSet('proxy', { hostNetwork: true, tolerations: EVERYTHING });
    expect(bootstrapOf([node('a')], [cni(), proxy], { roles }).nodes[0].phases.map(({ starts }) => starts)).toEqual([
      ['agents/proxy'],
      ['agents/cni'],
    ]);
    expect(bootstrapOf([node('a')], [cni(), proxy], { roles }).nodes[0].readyInPhase).toBe(2);
    const late = daemonSet('proxy', { hostNetwork: true });
    const plan = bootstrapOf([node('a')], [cni(), late], { roles });
    expect(standing(plan, 'a')).toEqual({ cni: 'Waiting', proxy: 'Absent' });
    expect(plan.nodes[0].agents[0].blockedBy).toEqual([
      {
        kind: 'fact',
        fact: 'serviceNetwork',
        providedBy: ['agents/proxy'],
        message: 'waits for the service network, brought only by agents/proxy',
      },
    ]);
  });

  test('an extended resource that a device plugin offers', () => {
    const roles = { ...CNI_ROLE, 'agents/plugin': { provides: { resources: { 'example.com/fpga': '2' } } } };
    const user = daemonSet('user', {}, { 'example.com/fpga': '1' });
    user.spec.template.spec.containers[0].resources.limits = { 'example.com/fpga': '1' };
    const like = node('a', { allocatable: { 'example.com/fpga': '2' } });
    const plan = bootstrapOf([like], [cni(), user, daemonSet('plugin')], { roles });
    expect(plan.nodes[0].phases[1]).toEqual({ starts: ['agents/plugin'], then: ['resource example.com/fpga=2'] });
    expect(standing(plan, 'a').user).toBe('Running');
    const elsewhere = daemonSet('plugin', { nodeSelector: { fpga: 'true' } });
    expect(bootstrapOf([like], [cni(), user, elsewhere], { roles }).nodes[0].agents[1]).toMatchObject({
      state: 'Pending',
      blockedBy: [{ kind: 'fit', resource: 'example.com/fpga', providedBy: ['agents/plugin'] }],
    });
  });

  test('room, which a more important agent that comes later takes away', () => {
    const small = node('a', { allocatable: { cpu: '1' } });
    const early = daemonSet('early', { tolerations: EVERYTHING, hostNetwork: true }, { cpu: '600m' });
    const late = daemonSet('late', { priorityClassName: 'high' }, { cpu: '600m' });
    const roles = { ...CNI_ROLE, 'agents/early': labeller };
    const plan = bootstrapOf([small], [cni(), early, late, priorityClass('high', 1000)], { roles });
    expect(standing(plan, 'a')).toEqual({ cni: 'Running', early: 'Pending', late: 'Running' });
    expect(plan.nodes[0].phases[0].then).toContain('nodeNetwork');
  });

  test('a label that goes takes its agent with it', () => {
    const roles = { ...CNI_ROLE, 'agents/labeller': { provides: { labels: { stage: 'done' } } } };
    const prepare = daemonSet('prepare', { tolerations: EVERYTHING, nodeSelector: { stage: 'new' } });
    const plan = bootstrapOf([node('a', { labels: { stage: 'new' } })], [cni(), prepare, daemonSet('labeller')], {
      roles,
    });
    expect(standing(plan, 'a').prepare).toBe('Absent');
    expect(plan.nodes[0].phases.map(({ starts }) => starts)).toContainEqual(['agents/prepare', 'agents/labeller']);
  });

  test('a pod that the API server creates', () => {
    const refused = daemonSet('agent', { priorityClassName: 'no-such-class' });
    expect(bootstrapOf([node('a')], [cni(), refused], { roles: CNI_ROLE }).nodes[0].agents[1]).toMatchObject({
      state: 'Absent',
      blockedBy: [{ kind: 'admission', providedBy: [] }],
    });
  });
});
