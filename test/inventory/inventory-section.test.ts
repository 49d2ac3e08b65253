import { parse } from 'yaml';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';
import { readManifests, manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { planPlacement } from '../../src/planner/placement/plan-placement';
import { daemonSet, node } from '../fixtures';
import { faultFinder, laxPlaces, readSchema } from '../planner/change/schema-checks';

const POOLS = `
apiVersion: cdk8s-node-agents/v1alpha1
kind: NodeInventory
pools:
  - name: general
    count: 2
    zones: [a, b]
    allocatable: { cpu: 3920m, memory: 14Gi, pods: 58 }
  - name: gpu
    count: 1
    labels: { node.kubernetes.io/instance-type: g5.xlarge }
    taints: [{ key: nvidia.com/gpu, value: present, effect: NoSchedule }]
    allocatable: { cpu: 7910m, memory: 30Gi, pods: 58, nvidia.com/gpu: 1 }
`;

function inventoryOf(text: string): NodeInventory {
  const faults: Fault[] = [];
  return NodeInventory._fromManifests(readManifests(text, 'pools.yaml', faults), faults, 'pools.yaml');
}

function faultsOf(text: string): string[] {
  try {
    inventoryOf(text);
  } catch (error) {
    return (error as { faults: Fault[] }).faults.map(faultToString);
  }
  return [];
}

test('declared pools are nodes as those of fromPools', () => {
  const { nodes } = inventoryOf(POOLS)._contents;
  expect(nodes).toEqual(NodeInventory.fromPools(parse(POOLS).pools)._contents.nodes);
  expect(nodes.map(({ name }) => name)).toEqual(['general-1', 'general-2', 'gpu-1']);
});

test('they stand beside the nodes of a cluster, in one file or in several', () => {
  const live = NodeInventory.fromManifests([node('live')]);
  const together = inventoryOf(`${POOLS}---\n${JSON.stringify(node('live'))}`);
  expect(together.nodeNames).toEqual(['general-1', 'general-2', 'gpu-1', 'live']);
  expect(live.and(inventoryOf(POOLS)).nodeNames).toEqual(together.nodeNames);
});

test('agents are planned on them, and what they take is told by pool', () => {
  const plan = planPlacement(inventoryOf(POOLS), manifestsOf([daemonSet('logs', {}, { cpu: '100m' })], []));
  expect(plan.overhead().pools.map(({ pool, nodes, requests }) => [pool, nodes, requests.pods])).toEqual([
    ['general', 2, 2],
    ['gpu', 1, 0],
  ]);
});

test('a section without pools adds to the nodes of others', () => {
  const section = { apiVersion: 'cdk8s-node-agents/v1alpha1', kind: 'NodeInventory', bootstrap: { facts: [] } };
  const inventory = NodeInventory.fromManifests([section]).and(NodeInventory.fromManifests([node('a')]));
  expect([inventory.nodeNames, inventory._contents.sections]).toEqual([
    ['a'],
    [expect.objectContaining({ object: section })],
  ]);
});

const HEAD = 'apiVersion: cdk8s-node-agents/v1alpha1\nkind: NodeInventory\n';

describe('all faults are told with their place', () => {
  test.each<[string, string, string[]]>([
    [
      'a kind that is not ours',
      'apiVersion: cdk8s-node-agents/v1alpha1\nkind: NodeInventry\n',
      [
        'pools.yaml:2: NodeInventry without a name: kind is "NodeInventry": must be one of NodeInventory (did you mean NodeInventory?)',
      ],
    ],
    [
      'a version that is not known',
      'apiVersion: cdk8s-node-agents/v1\nkind: NodeInventory\n',
      [
        'pools.yaml:1: NodeInventory without a name: apiVersion is "cdk8s-node-agents/v1": must be one of cdk8s-node-agents/v1alpha1 (did you mean cdk8s-node-agents/v1alpha1?)',
      ],
    ],
    [
      'misspelt fields',
      `${HEAD}metadata: { name: fleet }\npool: []\npools:\n  - name: a\n    cuont: 1\n    allocatable: { cpu: 1 }\n`,
      [
        'pools.yaml:4: NodeInventory fleet: pool is []: must be one of apiVersion, kind, metadata, pools, bootstrap (did you mean pools?)',
        'pools.yaml:7: NodeInventory fleet: pools[0].cuont is 1: must be one of name, count, labels, taints, allocatable, zones (did you mean count?)',
        'pools.yaml:6: NodeInventory fleet: pools[0].count is required',
      ],
    ],
    [
      'values of pools',
      `${HEAD}pools:\n  - { name: a, count: -1, allocatable: { cpu: 1 } }\n  - { name: a, count: 1, allocatable: { memory: 1GB } }\n`,
      [
        'pools.yaml:4: NodeInventory without a name: pools[0].count is -1: must be 0 or more',
        `pools.yaml:5: NodeInventory without a name: pools[1].allocatable.memory is "1GB": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$' (did you mean 1Gi or 1G?)`,
        'pools.yaml:5: NodeInventory without a name: pools[1].name is "a": two pools have this name',
      ],
    ],
    [
      'pools that are no list',
      `${HEAD}pools: 3\n`,
      ['pools.yaml:3: NodeInventory without a name: pools is 3: must be a list'],
    ],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

describe('the schema', () => {
  const faults = faultFinder('node-inventory.json');

  test('takes what is read', () => {
    const bootstrap = {
      roles: { 'agents/cni': { provides: { nodeNetwork: true, labels: { a: 'b' } }, removesTaints: ['a'] } },
      startupTaints: [{ key: 'a', effect: 'NoExecute' }],
      pools: { gpu: { registeredTaints: [{ key: 'b', value: 'c', effect: 'NoSchedule' }] } },
      cloudLabels: ['topology.kubernetes.io/zone'],
      facts: ['nodeNetwork'],
    };
    expect(faults({ ...parse(POOLS), bootstrap })).toEqual([]);
  });

  test.each<[string, string]>([
    ['a misspelt field', 'pool: []'],
    ['a pool without its count', 'pools: [{ name: a, allocatable: {} }]'],
    ['a fact there is not', 'bootstrap: { facts: [dns] }'],
    ['a role that says nothing', 'bootstrap: { roles: { cni: { provide: {} } } }'],
  ])('refuses %s', (_, text) => {
    expect(faults(parse(HEAD + text))).not.toEqual([]);
  });

  test('describes every property, and lets no other in but in metadata', () => {
    expect(laxPlaces(readSchema('node-inventory.json'), 'node-inventory.json')).toEqual([]);
  });
});
