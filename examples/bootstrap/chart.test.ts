import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { AT_FIRST, MENDED, NodeStart, NodeStartProps, STARTUP } from './chart';
import { BootstrapPlanner, NodeInventory, PlacementPlanner } from 'cdk8s-node-agents';
import 'cdk8s-node-agents/lib/testing';

const inventory = NodeInventory.fromFile(join(__dirname, 'fleet.yaml'));
const chartOf = (props: NodeStartProps) => new NodeStart(Testing.app(), 'node-start', props);
const startOf = (props: NodeStartProps) => BootstrapPlanner.plan(inventory, chartOf(props), STARTUP);

describe('as the agents were written first', () => {
  const plan = startOf(AT_FIRST);

  test('no new node becomes ready: the network waits for the taint that it alone removes', () => {
    expect(plan).not.toBecomeReady('general', 'gpu');
    expect(() => expect(plan).toBecomeReady('general')).toThrow(
      'brought only by node-start/network; node-start/network waits for the taint ' +
        'example.com/network-not-ready:NoSchedule to go, removed only by node-start/network',
    );
  });

  test('and the device plugin waits for a label that never comes, for the worker tolerates another value of the taint', () => {
    expect(() => expect(plan).toBootstrap()).toThrow(
      'node-start/nvidia-device-plugin waits for the label nvidia.com/gpu.present In [true], set only by ' +
        'node-start/nfd-worker; node-start/nfd-worker waits for the taint nvidia.com/gpu=true:NoSchedule to go',
    );
  });

  test('which nobody sees on the nodes that run: there the taint is gone and the label has come', () => {
    const today = PlacementPlanner.plan(inventory, chartOf(AT_FIRST));
    expect(today).toRunOn('network', 'general-1', 'gpu-1');
    expect(today).toRunOn('nvidia-device-plugin', 'gpu-1');
    expect(today).toHaveNoPendingPods();
  });

  test('mending only one of the two is not enough', () => {
    const network = startOf({ ...AT_FIRST, network: MENDED.network });
    expect(network).toBecomeReady('general', 'gpu');
    expect(network).not.toBootstrap();
    expect(startOf({ ...AT_FIRST, featureDiscovery: MENDED.featureDiscovery })).not.toBecomeReady('general');
  });
});

describe('with both tolerations', () => {
  const plan = startOf(MENDED);

  test('every new node becomes ready', () => {
    expect(plan).toBootstrap();
    expect(plan).toBecomeReady('general', 'gpu');
  });

  test('the network comes first, and the GPUs once they are known', () => {
    expect(plan).toStartBefore('network', 'logs');
    expect(plan).toStartBefore('nfd-worker', 'nvidia-device-plugin');
    expect(plan).toStartBeforeWorkloads('network');
  });

  test('workloads may start before the logs are read, unless a taint holds them back', () => {
    expect(() => expect(plan).toStartBeforeWorkloads('logs')).toThrow('let new nodes register with a startup taint');
  });
});

test('the manifests are accepted', () => {
  expect(Testing.synth(chartOf(MENDED)).filter(({ kind }) => kind === 'DaemonSet')).toHaveLength(5);
});
