import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { Platform } from './chart';
import { NodeInventory, NodeSet, PlacementPlanner, PlacementValidation, Coverage } from 'cdk8s-node-agents';
import 'cdk8s-node-agents/lib/testing';

const inventory = NodeInventory.fromFile(join(__dirname, 'fleet.yaml'));
const plan = PlacementPlanner.plan(inventory, new Platform(Testing.app(), 'platform'));

test('the network and the metrics reach every Linux node that runs a kubelet, tainted or not', () => {
  expect(plan).toRunOn(
    'flannel',
    'control-plane-a',
    'gpu-a-01',
    'infra-a-01',
    'spot-a-01',
    'general-b-07',
    'small-a-01',
  );
  expect(plan).toBeExcludedFrom('flannel', 'windows-a-01', 'virtual-burst');
  expect(plan).toHaveNoPendingPods('flannel');
});

test('the exporter cannot run beside the process that holds its port', () => {
  expect(plan).not.toRunOn('node-exporter', 'arm64-a-03');
  expect(plan.explain('node-exporter', 'arm64-a-03')).toContain("didn't have free ports for the requested pod ports");
  const { scheduled, pending } = plan.toJson().daemonSets.find(({ name }) => name === 'node-exporter')!;
  expect({ scheduled, pending }).toEqual({ scheduled: 52, pending: 1 });
});

test('logs come from spot and GPU nodes too, and not from the infra pool, whose taint they do not tolerate', () => {
  expect(plan).toRunOn('logs', 'control-plane-a', 'gpu-b-02', 'spot-c-02', 'general-c-04');
  expect(plan.explain('logs', 'infra-a-01')).toContain('untolerated taint dedicated=infra:NoSchedule');
  expect(plan).toHaveNoPendingPods('logs');
});

test('the GPU monitor runs on the GPU nodes and nowhere else', () => {
  expect(plan).toRunOnEveryNode('gpu-monitor', { labelled: { 'nvidia.com/gpu.present': 'true' } });
  expect(plan.toJson().daemonSets.find(({ name }) => name === 'gpu-monitor')).toMatchObject({
    desired: 4,
    scheduled: 4,
  });
});

test('the only pod that leaves for an agent is a workload of the node that is full', () => {
  expect(plan.toJson().evicted).toEqual([
    { namespace: 'apps', name: 'thumbnailer-tv2mvw9pmp-h2mtp', node: 'small-a-01', by: 'node-agents/flannel' },
  ]);
});

test('a synth that demands logs from every Linux node fails, and says which nodes and why', () => {
  const chart = new Platform(Testing.app(), 'platform');
  PlacementValidation.attach(chart, {
    inventory,
    allowPending: true,
    require: [Coverage.everyNode('logs', NodeSet.linux())],
  });
  expect(() => Testing.synth(chart)).toThrow(
    'Excluded on infra-a-01, infra-b-01, infra-c-01: untolerated taint dedicated=infra:NoSchedule',
  );
});

test('the manifests are those of the last review', () => {
  expect(Testing.synth(new Platform(Testing.app(), 'platform'))).toMatchSnapshot();
});
