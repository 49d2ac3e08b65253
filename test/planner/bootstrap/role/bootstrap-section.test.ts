import { daemonSet, node } from '../../../fixtures';
import { CNI_ROLE, EVERYTHING, bootstrapOf, cni, deployment, standing } from '../bootstrap-fixture';

const cloudTaint = { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' };
const startup = { key: 'example.com/startup', effect: 'NoSchedule' };

function section(bootstrap: object, more: object = {}): any {
  return { apiVersion: 'cdk8s-node-agents/v1alpha1', kind: 'NodeInventory', ...more, bootstrap };
}

describe('roles that an inventory tells', () => {
  test.each(['agents/cni', 'cni'])('are of the workload %s', (name) => {
    const told = section({ roles: { [name]: CNI_ROLE['agents/cni'] } });
    const plan = bootstrapOf([node('a'), told], [cni()], { firstNode: true });
    expect(plan.nodes[0].phases[0]).toMatchObject({
      starts: ['agents/cni'],
      then: ['nodeNetwork', 'Ready', 'taint node.kubernetes.io/not-ready:NoSchedule removed'],
    });
  });

  test('go before the annotation, and the options before them', () => {
    const annotated = cni();
    annotated.metadata.annotations = { 'cdk8s-node-agents/bootstrap': 'removesTaints: [example.com/startup]' };
    const nodes = [node('a', { taints: [startup] })];
    const told = section({ roles: { cni: { provides: { nodeNetwork: true } } } });
    const becomes = (...more: Parameters<typeof bootstrapOf>) => {
      const [{ becomesReady, remainingTaints }] = bootstrapOf(...more).nodes;
      return [becomesReady, remainingTaints.map(({ key }) => key)];
    };
    const firstNode = true;
    const notReady = 'node.kubernetes.io/not-ready';
    expect(becomes(nodes, [annotated], { firstNode })).toEqual([false, [notReady]]);
    expect(becomes([...nodes, told], [annotated], { firstNode })).toEqual([true, [startup.key]]);
    expect(becomes([...nodes, told], [annotated], { firstNode, roles: { 'agents/cni': {} } })).toEqual([
      false,
      [startup.key, notReady],
    ]);
  });

  test('may be of workloads of another plan, which the plan says', () => {
    const plan = bootstrapOf([node('a'), section({ roles: { 'other/scanner': {} } })], [cni()], { roles: CNI_ROLE });
    expect(plan.assumptions).toContain('the inventory tells what other/scanner does, which is not among the manifests');
  });
});

describe('taints that nodes register with', () => {
  const manifests = [cni(), daemonSet('csi', { hostNetwork: true, tolerations: EVERYTHING })];
  const roles = { ...CNI_ROLE, 'agents/csi': { removesTaints: [startup.key] } };
  const pool = (name: string) => node(name, { labels: { 'example.com/pool': name } });

  test('are those of every pool, and those of the node', () => {
    const reserved = { key: 'reserved', value: 'yes', effect: 'NoExecute' };
    const told = section({ startupTaints: [startup], pools: { gpu: { registeredTaints: [reserved] } } });
    const plan = bootstrapOf([pool('general'), pool('gpu'), told], manifests, { roles });
    expect(plan.nodes.map(({ nodes, remainingTaints }) => [nodes, remainingTaints])).toEqual([
      [['general'], []],
      [['gpu'], [reserved]],
    ]);
    expect(plan.nodes[0].phases[0].then).toContain('taint example.com/startup:NoSchedule removed');
    expect(plan.bootstraps()).toBe(true);
  });

  test('are a deadlock when nobody removes one that should go', () => {
    const told = section({ pools: { gpu: { startupTaints: [startup] } } });
    const plan = bootstrapOf([pool('general'), pool('gpu'), told], [cni()], { roles: CNI_ROLE });
    expect(plan.deadlocks).toMatchObject([{ nodes: ['gpu'], cycle: ['taint example.com/startup:NoSchedule'] }]);
  });

  test('are of declared pools too', () => {
    const pools = [{ name: 'gpu', count: 2, allocatable: { cpu: '4', pods: '10' } }];
    const told = section({ pools: { gpu: { startupTaints: [startup] } } }, { pools });
    expect(bootstrapOf([told], [cni()], { roles: CNI_ROLE }).nodes).toMatchObject([
      { nodes: ['gpu-1', 'gpu-2'], remainingTaints: [startup] },
    ]);
  });
});

describe('labels that a cloud controller sets', () => {
  const key = 'example.com/rack';
  const zonal = daemonSet('zonal', { nodeSelector: { [key]: 'r1' } });
  const nodes = [node('a', { labels: { [key]: 'r1' } })];
  const told = section({ cloudLabels: [key], startupTaints: [cloudTaint] });

  test('come when the taint goes, without any agent where none does it', () => {
    const plan = bootstrapOf([...nodes, told], [cni(), zonal], { roles: CNI_ROLE, firstNode: true });
    expect(plan.nodes[0].phases[0].then).toEqual(
      expect.arrayContaining([
        `label ${key}=r1`,
        'taint node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule removed',
      ]),
    );
    expect([standing(plan, 'a').zonal, plan.bootstraps()]).toEqual(['Running', true]);
  });

  test('come with the cloud controller manager that is among the manifests', () => {
    const manager = (spec: object) => deployment('cloud-controller-manager', { hostNetwork: true, ...spec });
    const planOf = (spec: object) =>
      bootstrapOf([...nodes, told], [cni(), zonal, manager(spec)], { roles: CNI_ROLE, firstNode: true });
    expect(standing(planOf({ tolerations: EVERYTHING }), 'a').zonal).toBe('Running');
    const stuck = planOf({});
    expect(standing(stuck, 'a')).toMatchObject({ zonal: 'Absent', 'cloud-controller-manager': 'Pending' });
    expect(stuck.nodes[0].agents[1].blockedBy).toMatchObject([
      { kind: 'label', providedBy: ['agents/cloud-controller-manager'] },
      { kind: 'taint', providedBy: ['agents/cloud-controller-manager'] },
    ]);
  });
});

test('facts that hold already, as where the machine image brings the network', () => {
  const logs = daemonSet('logs');
  expect(bootstrapOf([node('a')], [logs], { firstNode: true }).bootstraps()).toBe(false);
  const plan = bootstrapOf([node('a'), section({ facts: ['nodeNetwork'] })], [logs], { firstNode: true });
  expect([plan.bootstraps(), standing(plan, 'a')]).toEqual([true, { logs: 'Running' }]);
  expect(bootstrapOf([node('a'), section({ facts: ['nodeNetwork'] })], [logs]).assumptions).toEqual([]);
});

test('all faults are told', () => {
  const broken = section({
    role: {},
    roles: { cnl: {}, 'agents/cni': { provides: { network: true } }, twin: {} },
    pools: { gpus: { startupTaint: [] } },
    cloudLabels: 'zone',
    facts: ['node-network'],
  });
  const elsewhere = daemonSet('twin');
  elsewhere.metadata.namespace = 'other';
  const gpu = node('a', { labels: { 'example.com/pool': 'gpu' } });
  expect(() => bootstrapOf([gpu, broken], [cni(), daemonSet('twin'), elsewhere])).toThrow(
    [
      'bootstrap.role is {}: must be one of roles, startupTaints, registeredTaints, pools, cloudLabels, facts (did you mean roles?)',
      'bootstrap.pools.gpus is {"startupTaint":[]}: names no pool of the inventory: its pools are gpu (did you mean gpu?)',
      'bootstrap.roles["agents/cni"].provides.network is true: must be one of nodeNetwork, serviceNetwork, labels, resources',
      'bootstrap.pools.gpus.startupTaint is []: must be one of startupTaints, registeredTaints (did you mean startupTaints?)',
      'bootstrap.cloudLabels is "zone": must be a list',
      'bootstrap.facts[0] is "node-network": must be one of nodeNetwork, serviceNetwork (did you mean nodeNetwork?)',
      'bootstrap.roles.cnl is {}: names no DaemonSet or Deployment of the manifests (did you mean cni?)',
      'bootstrap.roles.twin is {}: is ambiguous: there are agents/twin and other/twin (write namespace/name)',
    ]
      .map((line) => `NodeInventory without a name: ${line}`)
      .join('\n'),
  );
});
