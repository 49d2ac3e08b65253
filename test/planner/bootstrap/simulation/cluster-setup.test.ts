import { BootstrapRole } from '../../../../src/planner/bootstrap/bootstrap-role';
import { daemonSet, node } from '../../../fixtures';
import { CNI_ROLE, EVERYTHING, bootstrapOf, cni, deployment, standing } from '../bootstrap-fixture';

const labeller: BootstrapRole = { provides: { labels: { gpu: 'true' } } };

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
