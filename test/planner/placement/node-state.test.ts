import { readNode } from '../../../src/inventory/node';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { NodeState, PlacedPod } from '../../../src/planner/placement/node-state';
import { node } from '../../fixtures';

function placed(name: string, cpu: number): PlacedPod {
  const requests = new Map([['cpu', cpu]]);
  const nothing = { labels: new Map(), priority: 0, hostPorts: [], podAntiAffinity: [], tolerations: [] };
  return { namespace: 'apps', name, requests, ...nothing, running: true };
}

function stateWithAwaited(): NodeState {
  const pods = [placed('web', 100), placed('logs', 20), placed('metrics', 30)];
  const awaited = { count: 3, requested: () => 150, pods: () => pods, others: () => pods.slice(0, 1) };
  return new NodeState(readNode(manifestsOf([node('a')], [])[0], []), awaited);
}

test('what awaited pods take is counted without looking at them', () => {
  const state = stateWithAwaited();
  expect([state.podCount, state.requested('cpu'), state.arrivedPods.length]).toEqual([3, 150, 0]);
  expect(state.others.map(({ name }) => name)).toEqual(['web']);
});

test('it is the same once somebody has looked', () => {
  const state = stateWithAwaited();
  expect(state.pods.map(({ name }) => name)).toEqual(['web', 'logs', 'metrics']);
  expect([state.podCount, state.requested('cpu'), state.arrivedPods.length]).toEqual([3, 150, 3]);
});

test('a pod that is awaited can be removed', () => {
  const state = stateWithAwaited();
  state.remove(state.pods[1]);
  expect([state.podCount, state.requested('cpu')]).toEqual([2, 130]);
});
