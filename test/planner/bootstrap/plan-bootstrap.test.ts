import * as fc from 'fast-check';
import { CNI_ROLE, EVERYTHING, NOT_READY, bootstrapOf, cni, deployment, repaired, standing } from './bootstrap-fixture';
import { BootstrapRole } from '../../../src/planner/bootstrap/bootstrap-role';
import { daemonSet, node, priorityClass } from '../../fixtures';

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
    expect(plan.nodes[0]).toMatchObject({ nodes: ['a'], becomesReady: true, remainingTaints: [] });
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

describe('a node that joins a cluster that runs', () => {
  const uninitialized = { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' };
  const controlPlane = node('master', { labels: { 'node-role.kubernetes.io/control-plane': '' } });
  const zone = { 'topology.kubernetes.io/zone': 'z1' };
  const ccm = daemonSet('cloud-controller-manager', {
    hostNetwork: true,
    tolerations: EVERYTHING,
    nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
  });
  const zonal = daemonSet('zonal', { nodeSelector: zone });

  test('is initialized by the cloud controller manager of another node', () => {
    const nodes = [controlPlane, node('worker', { labels: zone })];
    const plan = bootstrapOf(nodes, [cni(), ccm, zonal], { roles: CNI_ROLE, startupTaints: [uninitialized] });
    expect(standing(plan, 'worker')).toMatchObject({ 'cloud-controller-manager': 'Absent', zonal: 'Running' });
    expect(plan.bootstraps()).toBe(true);
    expect(plan.nodes.find(({ nodes: names }) => names.includes('worker'))!.phases[0].then).toContain(
      'label topology.kubernetes.io/zone=z1',
    );
  });

  test('is initialized by one that selects nodes which the inventory does not have, as the plan says', () => {
    const plan = bootstrapOf([node('worker')], [cni(), ccm], { roles: CNI_ROLE, startupTaints: [uninitialized] });
    expect(plan.bootstraps()).toBe(true);
    expect(plan.assumptions).toContain('agents/cloud-controller-manager selects none of the nodes, and runs elsewhere');
  });

  test('stays uninitialized when that one cannot start anywhere', () => {
    const stuck = structuredClone(ccm);
    stuck.spec.template.spec.tolerations = [];
    const plan = bootstrapOf([controlPlane], [cni(), stuck], { roles: CNI_ROLE, startupTaints: [uninitialized] });
    expect(plan.deadlocks).toMatchObject([
      {
        cycle: [
          'taint node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule',
          'agents/cloud-controller-manager',
          'taint node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule',
          'agents/cloud-controller-manager',
        ],
        fixes: [{ daemonSet: 'agents/cloud-controller-manager' }],
      },
    ]);
  });

  test('has what the manifests do not bring from elsewhere, which the plan says', () => {
    const karpenter = { key: 'karpenter.sh/unregistered', effect: 'NoExecute' };
    const plan = bootstrapOf([node('a')], [daemonSet('logs')], { startupTaints: [karpenter] });
    expect([plan.bootstraps(), plan.nodes[0].phases]).toEqual([
      true,
      [
        {
          starts: [],
          then: [
            'nodeNetwork',
            'Ready',
            'taint karpenter.sh/unregistered:NoExecute removed',
            'taint node.kubernetes.io/not-ready:NoSchedule removed',
          ],
        },
        { starts: ['agents/logs'], then: [] },
      ],
    ]);
    expect(plan.assumptions).toEqual([
      'no workload brings the network of nodes: it comes from elsewhere',
      'the taint karpenter.sh/unregistered:NoExecute goes without an agent: Karpenter does when it has registered the node',
    ]);
  });

  test('has none of the labels and taints that a running node has from agents and from its later life', () => {
    const running = node('a', {
      labels: { gpu: 'true' },
      taints: [
        { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
        { key: 'karpenter.sh/disrupted', effect: 'NoSchedule' },
      ],
      unschedulable: true,
    });
    const late = daemonSet('labeller', { nodeSelector: { missing: 'label' } });
    const roles = { ...CNI_ROLE, 'agents/labeller': labeller };
    const plan = bootstrapOf([running], [cni(), daemonSet('gpu', { nodeSelector: { gpu: 'true' } }), late], { roles });
    expect([plan.nodes[0].remainingTaints, standing(plan, 'a').gpu]).toEqual([[], 'Absent']);
    expect(plan.assumptions).toContain(
      'the label gpu of nodes such as a is taken to come from agents/labeller: a new node has to wait for it',
    );
  });
});

describe('the first node of an empty cluster', () => {
  const taint = { key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoSchedule' };
  const cilium = daemonSet('cilium', { hostNetwork: true, tolerations: EVERYTHING });
  const operator = (spec: any) => deployment('cilium-operator', { hostNetwork: true, ...spec });

  test('gets nothing from elsewhere', () => {
    const plan = bootstrapOf([node('a')], [daemonSet('logs')], { firstNode: true });
    expect(plan.deadlocks).toMatchObject([
      { cycle: ['Ready'], message: 'the node never becomes Ready: that takes a network, brought by nobody', fixes: [] },
    ]);
    expect(plan).toMatchObject({ firstNode: true, assumptions: [] });
  });

  test('must take the operator that removes the startup taint: cluster-bloom#303', () => {
    const options = { firstNode: true, startupTaints: [taint] };
    const shy = operator({ tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }] });
    const stuck = bootstrapOf([node('a')], [cilium, shy], options);
    expect(standing(stuck, 'a')).toEqual({ cilium: 'Running', 'cilium-operator': 'Pending' });
    expect(stuck.deadlocks).toMatchObject([
      {
        cycle: [
          'taint node.cilium.io/agent-not-ready=true:NoSchedule',
          'agents/cilium-operator',
          'taint node.cilium.io/agent-not-ready=true:NoSchedule',
          'agents/cilium-operator',
        ],
        fixes: [{ daemonSet: 'agents/cilium-operator' }],
      },
    ]);
    expect(bootstrapOf([node('a')], [cilium, operator({ tolerations: EVERYTHING })], options).bootstraps()).toBe(true);
    expect(bootstrapOf([node('a')], [cilium, shy], { ...options, firstNode: false }).bootstraps()).toBe(true);
  });

  test('is not served by an operator that no manifest has', () => {
    const plan = bootstrapOf([node('a')], [cilium], { firstNode: true, startupTaints: [taint] });
    expect(plan.nodes[0].remainingTaints).toEqual([taint]);
    expect(bootstrapOf([node('a')], [cilium], { startupTaints: [taint] }).assumptions).toContain(
      'Cilium operator is not among the manifests, and runs',
    );
  });

  test('leaves Deployments alone that do nothing to nodes, and mistakes in them', () => {
    const web = deployment('web', { containers: [] });
    expect(standing(bootstrapOf([node('a')], [cilium, web], { firstNode: true }), 'a')).toEqual({ cilium: 'Running' });
  });
});

test('nodes that fare alike are one entry', () => {
  const nodes = [node('b'), node('a'), node('c', { allocatable: { cpu: '8' } })];
  expect(bootstrapOf(nodes, [cni()], { roles: CNI_ROLE }).nodes.map((each) => each.nodes)).toEqual([['a', 'b', 'c']]);
});

test('faults of the options are told with those of the annotations', () => {
  const annotated = daemonSet('annotated');
  annotated.metadata.annotations = { 'cdk8s-node-agents/bootstrap': 'provide: {nodeNetwork: true}' };
  const options: any = {
    roles: { 'agents/cnl': {}, 'agents/cni': { requires: ['nodeNetwork', 'dns'], provides: { nodenetwork: true } } },
    startupTaints: [{ key: 'a' }],
  };
  expect(() => bootstrapOf([node('a')], [cni(), annotated], options)).toThrow(
    [
      'options: roles["agents/cni"].provides.nodenetwork is true: must be one of nodeNetwork, serviceNetwork, labels, resources (did you mean nodeNetwork?)',
      'options: roles["agents/cni"].requires[1] is "dns": must be one of nodeNetwork, serviceNetwork',
      'options: roles["agents/cnl"] names no DaemonSet or Deployment of the manifests (did you mean agents/cni?)',
      'DaemonSet agents/annotated: annotation cdk8s-node-agents/bootstrap: role.provide is {"nodeNetwork":true}: must be one of provides, removesTaints, requires, everyNode (did you mean provides?)',
      'options: startupTaints[0].effect is required',
    ].join('\n'),
  );
});

describe('laws', () => {
  const keys = ['example.com/a', 'example.com/b'];
  const labels = ['x', 'y'];
  const toleration = fc.oneof(
    fc.constant({ operator: 'Exists' }),
    fc.constant(NOT_READY),
    fc.constantFrom(...keys).map((key) => ({ key, operator: 'Exists' })),
  );
  const agent = fc.record({
    hostNetwork: fc.boolean(),
    tolerations: fc.array(toleration, { maxLength: 2 }),
    selects: fc.option(fc.constantFrom(...labels), { nil: undefined }),
    sets: fc.option(fc.constantFrom(...labels), { nil: undefined }),
    removesTaints: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
    nodeNetwork: fc.boolean(),
    requires: fc.uniqueArray(fc.constantFrom('nodeNetwork' as const, 'serviceNetwork' as const), { maxLength: 1 }),
    serviceNetwork: fc.boolean(),
  });
  const cluster = fc.record({
    agents: fc.array(agent, { minLength: 1, maxLength: 5 }),
    taints: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
    firstNode: fc.boolean(),
  });
  type Cluster = typeof cluster extends fc.Arbitrary<infer T> ? T : never;

  const manifestsOf = ({ agents }: Cluster) =>
    agents.map(({ hostNetwork, tolerations, selects }, i) =>
      daemonSet(`agent-${i}`, {
        hostNetwork,
        tolerations,
        ...(selects ? { nodeSelector: { [selects]: 'true' } } : {}),
      }),
    );
  const planned = (each: Cluster, manifests: any[]) => {
    const roles = each.agents.map(({ sets, removesTaints, requires, nodeNetwork, serviceNetwork }, i) => [
      `agents/agent-${i}`,
      { provides: { nodeNetwork, serviceNetwork, labels: sets ? { [sets]: 'true' } : {} }, removesTaints, requires },
    ]);
    const taints = each.taints.map((key) => ({ key, effect: 'NoExecute' }));
    return bootstrapOf([node('a', { taints })], manifests, {
      roles: Object.fromEntries(roles),
      firstNode: each.firstNode,
    });
  };

  test('the order of agents changes nothing', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        const plan = planned(each, manifestsOf(each));
        const reversed = planned(each, manifestsOf(each).reverse());
        const [first] = plan.nodes;
        const [second] = reversed.nodes;
        expect(standing(reversed, 'a')).toEqual(standing(plan, 'a'));
        expect([second.becomesReady, second.remainingTaints]).toEqual([first.becomesReady, first.remainingTaints]);
        expect(second.phases.map(({ starts, then }) => [[...starts].sort(), [...then].sort()])).toEqual(
          first.phases.map(({ starts, then }) => [[...starts].sort(), [...then].sort()]),
        );
      }),
    );
  });

  test('tolerating more never stops anyone', () => {
    fc.assert(
      fc.property(cluster, fc.nat(4), (each, who) => {
        const manifests = manifestsOf(each);
        const before = standing(planned(each, manifests), 'a');
        manifests[who % manifests.length].spec.template.spec.tolerations = EVERYTHING;
        const after = standing(planned(each, manifests), 'a');
        expect(Object.keys(before).filter((name) => before[name] === 'Running' && after[name] !== 'Running')).toEqual(
          [],
        );
      }),
    );
  });

  test('every agent runs, or is told what keeps it', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        for (const { state, blockedBy, phase } of planned(each, manifestsOf(each)).nodes[0].agents) {
          expect([state === 'Running', state === 'Running']).toEqual([blockedBy.length === 0, phase !== undefined]);
        }
      }),
    );
  });

  test('the fixes open what can be opened', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        const manifests = manifestsOf(each);
        const plan = planned(each, manifests);
        const opened = planned(each, repaired(plan, manifests));
        const left = opened.deadlocks.map(({ cycle }) => cycle.join());
        for (const { cycle, fixes } of plan.deadlocks) {
          expect(fixes.length === 0 || !left.includes(cycle.join())).toBe(true);
        }
      }),
    );
  });

  test('a node that never becomes Ready has a deadlock that says so', () => {
    fc.assert(
      fc.property(cluster, (each) => {
        const plan = planned(each, manifestsOf(each));
        expect(plan.deadlocks.some(({ cycle }) => cycle[0] === 'Ready')).toBe(!plan.nodes[0].becomesReady);
      }),
    );
  });
});
