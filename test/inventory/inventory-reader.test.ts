import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { node, pod } from '../fixtures';

const COUNT = 100;
const affinity = (name: string) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] }],
    },
  },
});

/** Nodes, each with its own labels and taints, and a pod of a DaemonSet on each. */
function* cluster(): Generator<any> {
  for (let i = 0; i < COUNT; i++) {
    const name = `node-${i}`;
    yield node(name, { labels: { zone: `zone-${i}` }, taints: [{ key: `taint-${i}`, effect: 'NoSchedule' }] });
    yield pod(`logs-${i}`, name, { spec: { affinity: affinity(name), volumes: [{ name: `token-${i}` }] } });
  }
}

test('of what manifests are made from nothing is kept once it is read', async () => {
  const given: WeakRef<object>[] = [];
  function* manifests(faults: Fault[]) {
    for (const object of cluster()) {
      for (const part of [object, object.metadata, object.metadata.labels, object.spec, object.status]) {
        given.push(new WeakRef(part));
      }
      yield* manifestsOf([object], faults);
    }
  }
  const faults: Fault[] = [];
  const inventory = NodeInventory._fromManifests(manifests(faults), faults);
  await setImmediate(); // A WeakRef holds its object until the job that made it ends.
  collectGarbage();
  expect(given.length).toBe(2 * 5 * COUNT);
  expect(given.filter((reference) => reference.deref() !== undefined)).toEqual([]);
  expect([inventory.nodeCount, inventory._contents.pods.length]).toEqual([COUNT, COUNT]);
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

test('one by one they make the inventory that they make together', () => {
  const objects = [...cluster()];
  function* manifests() {
    for (const object of objects) {
      yield* manifestsOf([object], []);
    }
  }
  expect(NodeInventory._fromManifests(manifests(), [])).toEqual(NodeInventory.fromManifests(objects));
});

test('a manifest is asked for when the one before it is read', () => {
  const steps: string[] = [];
  const watched = (object: any) =>
    new Proxy(object, {
      get: (target, field) => {
        if (field === 'metadata') {
          steps.push(`reads ${target.metadata.name}`);
        }
        return target[field];
      },
    });
  function* manifests() {
    for (const object of [node('a'), pod('p', 'a'), node('b')]) {
      steps.push(`gives ${object.metadata.name}`);
      yield* manifestsOf([watched(object)], []);
    }
  }
  NodeInventory._fromManifests(manifests(), []);
  expect([...new Set(steps)]).toEqual(['gives a', 'reads a', 'gives p', 'reads p', 'gives b', 'reads b']);
});

test('faults of what is given come first, then those of the objects in their order', () => {
  const tainted = { ...node('a'), spec: { taints: 'x' } };
  const wrong = [pod('p', 'a', { spec: { hostNetwork: 'yes' } }), tainted, { kind: 'Node' }];
  const faults: Fault[] = [];
  function* manifests() {
    for (const object of wrong) {
      yield* manifestsOf([object], faults);
    }
  }
  const build = () => NodeInventory._fromManifests(manifests(), faults);
  expect(build).toThrow(
    [
      'is not a Kubernetes object: it has no apiVersion',
      'Pod apps/p: spec.hostNetwork is "yes": must be true or false',
      'Node a: spec.taints is "x": must be a list',
    ].join('\n'),
  );
  expect(faults.map(faultToString)).toEqual(['is not a Kubernetes object: it has no apiVersion']);
});

test('that there is no node is told beside the faults of pods', () => {
  const wrong = pod('p', 'a', { spec: { hostNetwork: 'yes' } });
  expect(() => NodeInventory.fromManifests([wrong])).toThrow(
    /^holds no Node: .*\nPod apps\/p: spec\.hostNetwork is "yes": must be true or false$/,
  );
});

test('a List, and one that holds another, is read as the objects in it', () => {
  const objects = [...cluster()];
  const list = (items: any[]) => ({ apiVersion: 'v1', kind: 'List', items });
  const together = [objects[0], list([...objects.slice(1, 50), list(objects.slice(50))])];
  expect(NodeInventory.fromManifests(together)).toEqual(NodeInventory.fromManifests(objects));
});
