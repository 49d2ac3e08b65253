import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { MAIN, OPENED, Platform, PlatformProps, REVIEWED } from './chart';
import { NodeInventory, PlacementChange, PlacementPlanner, RolloutPlanner } from 'cdk8s-node-agents';
import 'cdk8s-node-agents/lib/testing';

const inventory = NodeInventory.fromFile(join(__dirname, 'fleet.yaml'));
const chartOf = (props: PlatformProps) => new Platform(Testing.app(), 'platform', props);
const planOf = (props: PlatformProps) => PlacementPlanner.plan(inventory, chartOf(props));
const changeTo = (props: PlatformProps) => PlacementChange.between(planOf(MAIN), planOf(props));

test('a change of nothing that runs changes nothing', () => {
  expect(changeTo(MAIN)).toChangeNothing();
});

describe('the pull request as it was opened', () => {
  const change = changeTo(OPENED);

  test('was to collect more logs, and collects none of the control plane any more', () => {
    expect(() => expect(change).toOnlyAddNodes('logs')).toThrow(
      'platform/logs loses control-plane-1: untolerated taint node-role.kubernetes.io/control-plane:NoSchedule',
    );
  });

  test('was to add a scanner, and throws a workload off its node', () => {
    expect(() => expect(change).toEvictNothing()).toThrow('shop/checkout-1 on general-2, for platform/scanner');
  });
});

describe('the pull request after review', () => {
  const change = changeTo(REVIEWED);

  test('only adds: nodes to the logs, and the scanner', () => {
    expect(change).toOnlyAddNodes();
    expect(change).toOnlyChange('logs', 'scanner');
    expect(change).not.toOnlyAddAgents('scanner');
    expect(changeTo({ ...REVIEWED, logs: MAIN.logs })).toOnlyAddAgents('scanner');
  });

  test('evicts nothing, and leaves room on every node', () => {
    expect(change).toEvictNothing();
    expect(change.headroom.every(({ left }) => left >= 0)).toBe(true);
  });

  test('adds what the team has agreed to: 200 millicores on each of two nodes, and the logs of one node more', () => {
    expect(change.requests.total).toMatchObject({ cpu: 2 * 200 + 100, pods: 3 });
  });

  test('rolls out without taking the logs from more than one node at a time', () => {
    const rollout = RolloutPlanner.plan(inventory, chartOf(MAIN), chartOf(REVIEWED), { daemonSet: 'logs' });
    expect(rollout).toComplete();
    expect(rollout).toKeepAvailable(3);
    expect(rollout).toEvictNothing();
  });

  test('keeps the logs when a node is drained for maintenance', () => {
    expect(planOf(REVIEWED).after([{ kind: 'drain', node: 'general-2' }])).toKeepEveryPod('logs');
  });
});
