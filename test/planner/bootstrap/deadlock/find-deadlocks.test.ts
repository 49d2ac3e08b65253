import { BootstrapRole } from '../../../../src/planner/bootstrap/bootstrap-role';
import { daemonSet, node } from '../../../fixtures';
import { CNI_ROLE, EVERYTHING, NOT_READY, bootstrapOf, cni, repaired, standing } from '../bootstrap-fixture';

describe('a deadlock', () => {
  test('a network agent that does not tolerate the startup taint that it removes: cilium#16846', () => {
    const taint = { key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoExecute' };
    const cilium = daemonSet('cilium', {
      hostNetwork: true,
      tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
    });
    const plan = bootstrapOf([node('a', { taints: [taint] })], [cilium]);
    expect(plan.nodes[0]).toMatchObject({ becomesReady: false, phases: [] });
    expect(plan.deadlocks).toEqual([
      {
        nodes: ['a'],
        cycle: ['Ready', 'agents/cilium', 'taint node.cilium.io/agent-not-ready=true:NoExecute', 'agents/cilium'],
        message:
          'the node never becomes Ready: that takes a network, brought only by agents/cilium; ' +
          'agents/cilium waits for the taint node.cilium.io/agent-not-ready=true:NoExecute to go, ' +
          'removed only by agents/cilium',
        fixes: [
          {
            daemonSet: 'agents/cilium',
            message: 'let it tolerate node.cilium.io/agent-not-ready:NoExecute',
            patch: [
              {
                op: 'add',
                path: '/spec/template/spec/tolerations/-',
                value: { key: 'node.cilium.io/agent-not-ready', operator: 'Exists', effect: 'NoExecute' },
              },
            ],
            typescript:
              "tolerations: tolerations.and(TolerationSet.taint('node.cilium.io/agent-not-ready', { effect: TaintEffect.NO_EXECUTE }))",
          },
        ],
      },
    ]);
    expect(bootstrapOf([node('a', { taints: [taint] })], repaired(plan, [cilium])).bootstraps()).toBe(true);
  });

  test('a labeller that tolerates another value of the taint, so that the label never comes: k8s-device-plugin#1934', () => {
    const taint = { key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' };
    const pci = { key: 'feature.node.kubernetes.io/pci-10de.present', operator: 'In', values: ['true'] };
    const terms = [
      { matchExpressions: [{ key: 'example.com/other', operator: 'Exists' }] },
      { matchExpressions: [pci] },
    ];
    const worker = daemonSet('nvidia-device-plugin-node-feature-discovery-worker', {
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }],
    });
    const plugin = daemonSet('nvidia-device-plugin', {
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
    });
    const nodes = [node('cpu'), node('gpu', { taints: [taint] })];
    const plan = bootstrapOf(nodes, [worker, plugin]);
    expect(plan.nodes.map(({ becomesReady }) => becomesReady)).toEqual([true, true]);
    expect(plan.deadlocks).toMatchObject([
      {
        nodes: ['gpu'],
        cycle: [
          'agents/nvidia-device-plugin',
          'label feature.node.kubernetes.io/pci-10de.present In [true]',
          'agents/nvidia-device-plugin-node-feature-discovery-worker',
          'taint nvidia.com/gpu=true:NoSchedule',
        ],
        fixes: [{ message: 'let it tolerate nvidia.com/gpu:NoSchedule' }],
      },
    ]);
    const opened = bootstrapOf(nodes, repaired(plan, [worker, plugin]));
    expect([opened.deadlocks, standing(opened, 'gpu')['nvidia-device-plugin']]).toEqual([[], 'Running']);
  });

  test('calico on nodes that it does not tolerate: kubernetes#71466', () => {
    const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
    const calico = daemonSet('calico-node', { hostNetwork: true, tolerations: [NOT_READY] });
    const plan = bootstrapOf([node('a', { taints: [taint] }), node('b')], [calico, daemonSet('logs')]);
    expect(plan.deadlocks).toMatchObject([
      {
        nodes: ['a'],
        message: expect.stringContaining(
          'agents/calico-node waits for the taint node-role.kubernetes.io/control-plane:NoSchedule to go, removed by nobody',
        ),
      },
    ]);
    expect(plan.nodes.map(({ nodes, becomesReady }) => [nodes, becomesReady])).toEqual([
      [['a'], false],
      [['b'], true],
    ]);
  });

  test('a network agent on the network that it is to bring', () => {
    const plan = bootstrapOf([node('a')], [cni({ hostNetwork: false })], { roles: CNI_ROLE });
    expect(standing(plan, 'a')).toEqual({ cni: 'Waiting' });
    expect(plan.deadlocks).toMatchObject([
      {
        cycle: ['Ready', 'agents/cni', 'Ready', 'agents/cni'],
        fixes: [
          {
            patch: [{ op: 'add', path: '/spec/template/spec/hostNetwork', value: true }],
            typescript: 'hostNetwork: true',
          },
        ],
      },
    ]);
  });

  test('two agents that wait for each other, opened by the one that needs less', () => {
    const roles: Record<string, BootstrapRole> = {
      'agents/cni': { provides: { nodeNetwork: true }, requires: ['serviceNetwork'] },
      'agents/proxy': { provides: { serviceNetwork: true } },
    };
    const manifests = [cni(), daemonSet('proxy', { tolerations: EVERYTHING })];
    const plan = bootstrapOf([node('a')], manifests, { roles });
    expect(plan.deadlocks.map(({ cycle, fixes }) => [cycle, fixes.map((fix) => fix.daemonSet)])).toEqual([
      [['Ready', 'agents/cni', 'serviceNetwork', 'agents/proxy', 'Ready', 'agents/cni'], ['agents/proxy']],
    ]);
  });

  test('is opened by two agents where one is not enough', () => {
    const roles: Record<string, BootstrapRole> = {
      'agents/cni': { provides: { nodeNetwork: true }, requires: ['serviceNetwork'] },
      'agents/proxy': { provides: { serviceNetwork: true } },
    };
    const manifests = [cni({ tolerations: [] }), daemonSet('proxy', { hostNetwork: true })];
    const plan = bootstrapOf([node('a')], manifests, { roles });
    expect(plan.deadlocks[0].fixes.map(({ daemonSet: key, patch }) => [key, patch[0].path])).toEqual([
      ['agents/cni', '/spec/template/spec/tolerations/-'],
      ['agents/proxy', '/spec/template/spec/tolerations'],
    ]);
    expect(bootstrapOf([node('a')], repaired(plan, manifests), { roles }).bootstraps()).toBe(true);
  });

  test('a circle that no shorter chain finds', () => {
    const taint = { key: 'example.com/a', effect: 'NoExecute' };
    const roles: Record<string, BootstrapRole> = {
      'agents/remover': { removesTaints: [taint.key] },
      'agents/first': { provides: { nodeNetwork: true, labels: { y: 'true' } } },
      'agents/second': { provides: { nodeNetwork: true, labels: { x: 'true' } } },
    };
    const manifests = [
      daemonSet('remover', { tolerations: EVERYTHING, nodeSelector: { x: 'true' } }),
      daemonSet('first', { hostNetwork: true, tolerations: [NOT_READY] }),
      daemonSet('second', { hostNetwork: true, tolerations: EVERYTHING, nodeSelector: { y: 'true' } }),
    ];
    const [{ cycle }] = bootstrapOf([node('a', { taints: [taint] })], manifests, { roles }).deadlocks;
    expect([cycle[0], cycle[cycle.length - 1]]).toEqual(['Ready', cycle[1]]);
    expect(cycle).toHaveLength(8);
  });

  test('a startup taint that no agent of the manifests removes', () => {
    const taint = { key: 'ebs.csi.aws.com/agent-not-ready', effect: 'NoExecute' };
    const plan = bootstrapOf([node('a')], [cni()], { roles: CNI_ROLE, startupTaints: [taint] });
    expect(plan.deadlocks).toEqual([
      {
        nodes: ['a'],
        cycle: ['taint ebs.csi.aws.com/agent-not-ready:NoExecute'],
        message:
          'the taint ebs.csi.aws.com/agent-not-ready:NoExecute stays: it is removed by nobody among the manifests ' +
          "(the EBS CSI driver's pod on the node does)",
        fixes: [],
      },
    ]);
    expect([plan.nodes[0].becomesReady, plan.nodes[0].remainingTaints, plan.bootstraps()]).toEqual([
      true,
      [taint],
      false,
    ]);
  });

  test('is none where an agent is simply not meant for the node', () => {
    const dedicated = node('a', { taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }] });
    const windows = daemonSet('windows', { nodeSelector: { 'kubernetes.io/os': 'windows' } });
    const plan = bootstrapOf([dedicated], [cni(), windows, daemonSet('logs')], { roles: CNI_ROLE });
    expect(standing(plan, 'a')).toEqual({ cni: 'Running', windows: 'Absent', logs: 'Absent' });
    expect([plan.deadlocks, plan.bootstraps()]).toEqual([[], true]);
    expect(plan.nodes[0].remainingTaints).toEqual([{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }]);
  });

  test('blames the agent that is meant for the node, not one of another system', () => {
    const flannel = (name: string, os: string, tolerations: any[]) =>
      daemonSet(name, { hostNetwork: true, nodeSelector: { 'kubernetes.io/os': os }, tolerations });
    const manifests = [flannel('windows-flannel', 'windows', EVERYTHING), flannel('kube-flannel', 'linux', [])];
    expect(bootstrapOf([node('a')], manifests).deadlocks[0].cycle).toContain('agents/kube-flannel');
    expect(bootstrapOf([node('a')], manifests).deadlocks[0].cycle).not.toContain('agents/windows-flannel');
  });
});
