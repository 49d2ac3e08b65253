import * as fc from 'fast-check';
import { cluster, finding, fullNode, taintedNode } from './fleet-fixture';
import { faultToString, InputError } from '../../../src/kubernetes/manifest/fault';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { ClusterSummary, unreadableCluster } from '../../../src/planner/fleet/cluster-summary';
import { clustersOf, fleetPlan } from '../../../src/planner/fleet/fleet-plan';
import { mergeFleetPlans } from '../../../src/planner/fleet/merge-fleet-plans';
import { inShard } from '../../../src/planner/fleet/shard';
import { daemonSet, node } from '../../fixtures';
import { faultFinder, laxPlaces, readSchema } from '../change/schema-checks';

const VERSION = { kubernetesVersion: '1.36' };

/** Clusters with every state, findings of their own and in common, requirements, and one that could not be planned. */
const FLEET: readonly ClusterSummary[] = [
  cluster('asia-1', { findings: [finding('warning', 'on node x'), finding('info', 'same')] }),
  cluster('asia-2', { findings: [finding('info', 'same'), finding('warning', 'on node y')] }),
  cluster('asia-3', { findings: [{ ...finding('error', 'broken'), field: 'spec.selector' }], status: 'failed' }),
  cluster('europe-1', { nodes: [node('a'), fullNode('b'), taintedNode('c')] }),
  cluster('europe-2', { agents: [daemonSet('logs', { priorityClassName: 'no-such-class' })], status: 'failed' }),
  cluster('europe-3', { require: 'logs on every node', nodes: [taintedNode('c')], status: 'failed' }),
  unreadableCluster('oceania', ['oceania.json:3: is not YAML']),
];
const faultsOf = faultFinder('fleet-plan.json');

/** A document as it comes back from a file. */
function read(...documents: object[]) {
  return manifestsOf(JSON.parse(JSON.stringify(documents)), []).map((each, i) => ({ ...each, file: `${i}.json` }));
}

function faultsOfMerge(...documents: object[]): string[] {
  try {
    mergeFleetPlans(read(...documents));
    return [];
  } catch (error) {
    return (error as InputError).faults.map(faultToString);
  }
}

test('a fleet counts its clusters by what comes of them, and its nodes', () => {
  expect(fleetPlan(FLEET, VERSION).totals).toEqual({ clusters: 7, nodes: 8, ok: 3, failed: 3, unreadable: 1 });
});

test('the document is as its schema has it', () => {
  expect(faultsOf(fleetPlan(FLEET, VERSION))).toEqual([]);
  expect(faultsOf(fleetPlan([], { ...VERSION, shard: { index: 3, count: 16 } }))).toEqual([]);
  expect(faultsOf({ ...fleetPlan(FLEET, VERSION), more: 1 })).not.toEqual([]);
});

test('the schema describes every field and leaves none open', () => {
  expect(laxPlaces(readSchema('fleet-plan.json'), 'fleet-plan')).toEqual([]);
});

test('what a document says of a cluster, with its group, is all that is known of it', () => {
  const found = (clusters: readonly ClusterSummary[]) =>
    clusters.map(({ name, findings, outcomes }) => [name, findings.length, outcomes.length]);
  expect(found(clustersOf(fleetPlan(FLEET, VERSION)))).toEqual(found(FLEET));
});

test('the order in which clusters are planned changes nothing', () => {
  const expected = JSON.stringify(fleetPlan(FLEET, VERSION));
  const property = fc.property(fc.shuffledSubarray([...FLEET], { minLength: FLEET.length }), (shuffled) => {
    expect(JSON.stringify(fleetPlan(shuffled, VERSION))).toBe(expected);
  });
  fc.assert(property, { numRuns: 20 });
});

test('the parts of a fleet merge to what one run says of the whole, byte by byte', () => {
  const whole = JSON.stringify(fleetPlan(FLEET, VERSION));
  const property = fc.property(fc.integer({ min: 1, max: 9 }), (count) => {
    const parts = Array.from({ length: count }, (_, index) =>
      fleetPlan(inShard(FLEET, { index, count }), { ...VERSION, shard: { index, count } }),
    );
    expect(JSON.stringify(mergeFleetPlans(read(...parts.reverse())))).toBe(whole);
  });
  fc.assert(property, { numRuns: 9 });
});

describe('what cannot be merged', () => {
  const part = (index: number, count: number) =>
    fleetPlan(inShard(FLEET, { index, count }), { ...VERSION, shard: { index, count } });

  test('is a fleet of which parts are missing', () => {
    expect(faultsOfMerge(part(1, 4))).toEqual(['shards 0, 2, 3 of 4, counted from 0, are missing']);
    expect(faultsOfMerge(part(0, 2))).toEqual(['shard 1 of 2, counted from 0, is missing']);
  });

  test('are parts of different runs', () => {
    const parts = [part(0, 2), part(1, 2), { ...part(0, 3), clusters: [], groups: [] }];
    expect(faultsOfMerge(...parts)).toEqual(['the plans are shards of 2 and of 3: expected those of one run']);
  });

  test('is a cluster that was planned twice', () => {
    const plan = fleetPlan([FLEET[0]], VERSION);
    expect(faultsOfMerge(plan, plan)).toEqual(['1.json: clusters is "asia-1": was planned twice: it is in 0.json too']);
  });

  test('are plans for different versions', () => {
    expect(faultsOfMerge(fleetPlan([FLEET[0]], VERSION), fleetPlan([FLEET[1]], { kubernetesVersion: '1.28' }))).toEqual(
      ['1.json: kubernetesVersion is "1.28": must be 1.36, as that of 0.json: the others are planned for that version'],
    );
  });

  test.each<[string, object, string]>([
    [
      'another document',
      { kind: 'PlacementPlan' },
      'PlacementPlan without a name: kind is "PlacementPlan": must be one of FleetPlan',
    ],
    [
      'a version to come',
      { apiVersion: 'cdk8s-node-agents/v2' },
      'apiVersion is "cdk8s-node-agents/v2": must be one of cdk8s-node-agents/v1alpha1',
    ],
    ['clusters of no form', { clusters: 3 }, 'clusters is 3: must be a list'],
    [
      'a shard beyond the last',
      { shard: { index: 4, count: 4 } },
      'shard is {"index":4,"count":4}: must have an index from 0',
    ],
    ['shards without end', { shard: { index: 0, count: 1e12 } }, 'a count of at most 999999'],
  ])('is %s', (_, change, expected) => {
    expect(faultsOfMerge({ ...fleetPlan(FLEET, VERSION), ...change }).join()).toContain(expected);
  });
});
