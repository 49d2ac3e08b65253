import { NodeInventory } from '../../../src';
import { readClusterObjects } from '../../../src/inventory/cluster-objects';
import { readDaemonSet } from '../../../src/kubernetes/daemon-set';
import { kubernetesVersion } from '../../../src/kubernetes/kubernetes-version';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { planAgent } from '../../../src/planner/placement/planned-agent';
import { PodColumns } from '../../../src/planner/placement/pod-columns';
import { Clashes } from '../../../src/planner/rollout/clashes';
import { daemonPodOf, daemonSet, node, pod } from '../../fixtures';

const objects = readClusterObjects([], []);
const version = kubernetesVersion();
const onPort = (hostPort: number) => ({ containers: [{ name: 'a', ports: [{ containerPort: hostPort, hostPort }] }] });

function keepingOff(app: string, namespaces: string[] = []): any {
  const term = { topologyKey: 'kubernetes.io/hostname', namespaces, labelSelector: { matchLabels: { app } } };
  return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}

function agent(name: string, spec: any) {
  return planAgent(readDaemonSet(manifestsOf([daemonSet(name, spec)], [])[0], []), 0, objects, version);
}

function clashes(pods: any[] = [], owners: Record<string, string> = {}) {
  const inventory = NodeInventory.fromManifests([node('a'), node('b'), ...pods]);
  const running = inventory._contents.pods;
  const ownerOf = new Map(running.flatMap(({ name }, place) => (owners[name] ? [[place, owners[name]]] : [])));
  const found = new Clashes(inventory, PodColumns.of(inventory, version), ownerOf, objects);
  const names = (each: ReturnType<typeof agent>) => found.withPods(each).map((place) => running[place].name);
  return { found, names };
}

test.each<[string, boolean, any, any]>([
  ['want nothing of each other', false, {}, {}],
  ['want one host port', true, onPort(80), onPort(80)],
  ['want two host ports', false, onPort(80), onPort(81)],
  ['keep off, the first the second', true, keepingOff('net'), {}],
  ['keep off, the second the first', true, {}, keepingOff('logs')],
  ['keep off their own kind only', false, keepingOff('logs'), keepingOff('net')],
  ['keep off in another namespace', false, keepingOff('net', ['apps']), {}],
])('two agents that %s clash: %s', (_, expected, a, b) => {
  expect(clashes().found.between(agent('logs', a), agent('net', b))).toBe(expected);
});

test.each<[string, any, any]>([
  ['has its port', onPort(80), onPort(80)],
  ['is kept off by it', {}, keepingOff('web', ['apps'])],
  ['keeps it off', keepingOff('logs', ['agents']), {}],
])('a pod that %s cannot stand beside the agent', (_, spec, of) => {
  expect(clashes([pod('web', 'a', { spec }), pod('job', 'b')]).names(agent('logs', of))).toEqual(['web']);
});

test('an agent gets along with its own pods', () => {
  const spec = { ...onPort(80), ...keepingOff('logs') };
  const pods = [daemonPodOf('logs', 'a', { spec }), daemonPodOf('logs', 'b', { spec })];
  expect(clashes(pods, { 'logs-a': 'agents/logs' }).names(agent('logs', spec))).toEqual(
    expect.arrayContaining(['logs-b']),
  );
  expect(clashes(pods, { 'logs-a': 'agents/logs', 'logs-b': 'agents/logs' }).names(agent('logs', spec))).toEqual([]);
});
