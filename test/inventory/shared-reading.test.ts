import { isDeepStrictEqual } from 'node:util';
import { KnownParts } from '../../src/inventory/known-parts';
import { Node, NodeReader, readNode } from '../../src/inventory/node';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { NodeLabels } from '../../src/inventory/node-labels';
import { RunningPod } from '../../src/inventory/running-pod';
import { RunningPodReader, readRunningPod } from '../../src/inventory/running-pod-reader';
import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';
import { Manifest } from '../../src/kubernetes/manifest/manifest';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import * as podSpecs from '../../src/kubernetes/read-pod-spec';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const SELECTOR = {
  matchLabels: { app: 'logs' },
  matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
};

/** The i-th Node of a kind, with what the API server tells of it. */
function node(i: number): any {
  const time = `2026-01-01T00:00:${i % 60}Z`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${i}`,
      uid: `uid-${i}`,
      annotations: { 'node.alpha.kubernetes.io/ttl': `${i}` },
      labels: { 'kubernetes.io/hostname': `node-${i}`, 'kubernetes.io/os': 'linux', zone: 'a' },
      managedFields: [{ manager: 'kubelet', time }],
    },
    spec: {
      providerID: `aws:///i-${i}`,
      taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule', timeAdded: time }],
      unschedulable: false,
    },
    status: {
      addresses: [{ type: 'InternalIP', address: `10.0.0.${i}` }],
      allocatable: { cpu: '3920m', memory: '14Gi', pods: '58' },
      capacity: { cpu: '4', memory: '16Gi', pods: '58' },
      conditions: [
        { type: 'MemoryPressure', status: 'False', lastHeartbeatTime: time },
        { type: 'Ready', status: 'False', lastHeartbeatTime: time, message: `node ${i}` },
      ],
      images: [{ names: [`image-${i}`] }],
    },
  };
}

/** The i-th Pod of a DaemonSet, with all that is ever read of a pod and with what tells it from the others. */
function pod(i: number): any {
  const time = `2026-01-01T00:00:${i % 60}Z`;
  const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [`node-${i}`] }] }];
  const podTerms = [{ topologyKey: 'zone', labelSelector: SELECTOR, namespaces: ['x'], namespaceSelector: SELECTOR }];
  const container = (name: string) => ({
    name,
    image: 'registry.example/app:1',
    env: [{ name: 'NODE', value: `node-${i}` }],
    ports: [{ name: 'http', containerPort: 80, hostPort: 8080, hostIP: '127.0.0.1', protocol: 'UDP' }],
    resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
    restartPolicy: 'Always',
    volumeMounts: [{ name: `token-${i}`, mountPath: '/var/run' }],
  });
  const reported = (name: string) => ({
    name,
    containerID: `containerd://${i}`,
    allocatedResources: { cpu: '100m' },
    resources: { requests: { cpu: '100m' }, limits: {} },
    state: { running: { startedAt: time } },
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: 'agents',
      name: `logs-${i}`,
      uid: `uid-${i}`,
      labels: { app: 'logs', tier: 'a' },
      annotations: { checksum: `${i}` },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'logs', controller: true, uid: `owner-${i}` },
      ],
      managedFields: [{ manager: 'kubelet', time }],
    },
    spec: {
      nodeName: `node-${i}`,
      containers: [container('app')],
      initContainers: [container('init')],
      hostNetwork: false,
      nodeSelector: { zone: 'a' },
      affinity: {
        nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: terms }, preferred: [i] },
        podAffinity: { [REQUIRED]: podTerms },
        podAntiAffinity: { [REQUIRED]: podTerms },
      },
      topologySpreadConstraints: [
        {
          topologyKey: 'zone',
          whenUnsatisfiable: 'DoNotSchedule',
          maxSkew: 2,
          minDomains: 3,
          labelSelector: SELECTOR,
          nodeAffinityPolicy: 'Ignore',
          nodeTaintsPolicy: 'Honor',
        },
      ],
      tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 300 }],
      priorityClassName: 'high',
      priority: 10,
      preemptionPolicy: 'Never',
      runtimeClassName: 'gvisor',
      schedulerName: 'own',
      overhead: { cpu: '10m' },
      resources: { requests: { cpu: '1' }, limits: { memory: '2Gi' } },
      volumes: [
        { name: `token-${i}`, projected: {} },
        { name: 'data', persistentVolumeClaim: { claimName: `data-${i}` } },
      ],
    },
    status: {
      phase: 'Running',
      startTime: time,
      podIP: `10.1.0.${i}`,
      conditions: [
        { type: 'Ready', status: 'True', lastTransitionTime: time },
        { type: 'PodScheduled', status: 'True', lastTransitionTime: time },
      ],
      containerStatuses: [reported('app')],
      initContainerStatuses: [reported('init')],
    },
  };
}

type Path = readonly string[];
type Reader<T> = (manifest: Manifest, faults: Fault[]) => T;

/** The places of an object that a reader asks for, whether or not something stands there. */
function placesRead<T>(read: Reader<T>, object: any): Path[] {
  const places = new Map<string, Path>();
  const watched = (value: any, path: Path): any => {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const note = (key: string | symbol) => {
      if (typeof key === 'string' && (Object.hasOwn(value, key) || !(key in value)) && key !== 'length') {
        places.set(JSON.stringify([...path, key]), [...path, key]);
      }
    };
    return new Proxy(value, {
      get: (target, key) => (note(key), watched(target[key], [...path, String(key)])),
      getOwnPropertyDescriptor: (target, key) => {
        if (!Object.hasOwn(target, key)) {
          note(key);
        }
        return Object.getOwnPropertyDescriptor(target, key);
      },
    });
  };
  read({ ...manifestsOf([object], [])[0], object: watched(object, []) }, []);
  return [...places.values()].filter(([first]) => !['apiVersion', 'kind'].includes(first));
}

/** The object with another value at a place. */
function replaced(object: any, [key, ...rest]: Path, value: unknown): any {
  const copy = Array.isArray(object) ? [...object] : { ...object };
  copy[key] = rest.length > 0 ? replaced(copy[key], rest, value) : value;
  return copy;
}

const OTHERS = [undefined, null, 'other', '', '7', 7, 1.5, true, [], {}, [{}], { cpu: '7' }, ['x'], NaN, 7n];

/** What a reader makes of objects, one after the other, and the faults it finds in each. */
function readAll<T>(read: Reader<T>, objects: readonly any[], faults: Fault[]): [T, string[]][] {
  return manifestsOf(objects, []).map((manifest) => {
    const before = faults.length;
    const result = read(manifest, faults);
    return [result, faults.slice(before).map(faultToString)];
  });
}

const nodeReader = (faults: Fault[]): Reader<Node> => {
  const reader = new NodeReader(faults);
  return (manifest) => reader.read(manifest);
};
const podReader = (faults: Fault[]): Reader<RunningPod | undefined> => {
  const reader = new RunningPodReader(faults);
  return (manifest) => reader.read(manifest);
};

describe.each<[string, (i: number) => any, Reader<unknown>, (faults: Fault[]) => Reader<unknown>, string[]]>([
  ['Node', node, readNode, nodeReader, ['status.allocatable.memory', 'spec.taints.0.effect']],
  ['Pod', pod, readRunningPod, podReader, ['spec.containers.0.resources.requests.cpu', 'status.conditions.0.type']],
])('a %s is read beside others of its kind as it is read alone', (_, like, alone, beside, some) => {
  const places = placesRead(alone, like(1));

  test('the places that are read are found', () => {
    const texts = places.map((place) => place.join('.'));
    expect(texts).toEqual(expect.arrayContaining(some));
    expect(texts).not.toEqual(expect.arrayContaining([expect.stringContaining('managedFields.')]));
  });

  test.each(places.map((place) => [place.join(' '), place] as const))('whatever stands at %s', (__, place) => {
    const different = OTHERS.map((value) => {
      // Once by itself, then thrice in a row, so that each is the one that the other is held against.
      const other = (i: number) => replaced(like(i), place, value);
      const objects = [like(1), like(2), like(3), other(4), like(5), other(6), other(7), other(8), like(9)];
      const faults: Fault[] = [];
      return [readAll(beside(faults), objects, faults), objects.flatMap((each) => readAll(alone, [each], []))];
    }).filter(([together, apart]) => !isDeepStrictEqual(together, apart));
    expect(different.map(([together]) => together)).toEqual(different.map(([, apart]) => apart));
  });
});

describe('a fleet of one kind is read once', () => {
  const COUNT = 1_000;
  const objects = Array.from({ length: COUNT }, (_, i) => [node(i), pod(i)]).flat();

  test('pods of one DaemonSet have all but their names and times in common, and it is read once', () => {
    const read = jest.spyOn(podSpecs, 'readBoundPodSpec');
    const { pods } = NodeInventory.fromManifests(objects)._contents;
    expect(pods.length).toBe(COUNT);
    expect(read).toHaveBeenCalledTimes(1);
    expect(new Set(pods.map(({ traits }) => traits)).size).toBe(1);
  });

  test('labels of the pods of a StatefulSet are not kept to hold others against: each has its own index', () => {
    const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', controller: true }];
    const stateful = Array.from({ length: 20 }, (_, i) => {
      const { metadata, ...rest } = pod(i);
      const labels = { app: 'db', 'apps.kubernetes.io/pod-index': String(i) };
      return { ...rest, metadata: { ...metadata, labels, ownerReferences } };
    });
    const keep = jest.spyOn(KnownParts.prototype, 'set');
    const { pods } = NodeInventory.fromManifests([node(0), ...stateful])._contents;
    expect(keep.mock.calls.filter(([part]) => 'app' in (part as object))).toEqual([]);
    expect(pods.map(({ traits }) => traits.labels.get('apps.kubernetes.io/pod-index')).sort()).toEqual(
      stateful.map((_, i) => String(i)).sort(),
    );
    keep.mockRestore();
  });

  test('a pod that follows its like is not looked for among all that are known', () => {
    const get = jest.spyOn(KnownParts.prototype, 'get');
    NodeInventory.fromManifests(objects.filter(({ kind }) => kind === 'Pod').concat(node(0)));
    expect(get.mock.calls.length).toBeLessThan(30);
    get.mockRestore();
  });

  test('their amounts are read once', () => {
    const read = jest.spyOn(podSpecs, 'readResourceList');
    NodeInventory.fromManifests(objects.slice(0, 2));
    const ofOne = read.mock.calls.length;
    read.mockClear();
    NodeInventory.fromManifests(objects);
    expect(ofOne).toBeGreaterThan(0);
    expect(read).toHaveBeenCalledTimes(ofOne);
  });

  test('nodes of one kind have one map of labels beside their hostnames, and one of what they have to give', () => {
    const { nodes } = NodeInventory.fromManifests(objects)._contents;
    expect(new Set(nodes.map(({ allocatable }) => allocatable)).size).toBe(1);
    expect(new Set(nodes.map(({ taints }) => taints)).size).toBe(1);
    expect(new Set(nodes.map(({ labels }) => (labels instanceof NodeLabels ? labels.shared : labels))).size).toBe(1);
  });

  test('what no rule reads is not asked for', () => {
    const closed = (object: any, ...places: Path[]) => {
      for (const place of places) {
        const parent = place.slice(0, -1).reduce((part, key) => part[key], object);
        Object.defineProperty(parent, place.at(-1)!, {
          enumerable: true,
          get: () => expect(place.join('.')).toBe('not asked for'),
        });
      }
      return object;
    };
    const nodes = [1, 2, 3].map((i) =>
      closed(
        node(i),
        ['metadata', 'managedFields'],
        ['metadata', 'annotations'],
        ['status', 'images'],
        ['status', 'addresses'],
      ),
    );
    const pods = [1, 2, 3].map((i) =>
      closed(
        pod(i),
        ['metadata', 'managedFields'],
        ['metadata', 'annotations'],
        ['metadata', 'uid'],
        ['spec', 'containers', '0', 'env'],
        ['spec', 'containers', '0', 'volumeMounts'],
        ['spec', 'volumes'],
        ['spec', 'nodeSelector'],
        ['spec', 'affinity', 'nodeAffinity'],
        ['status', 'podIP'],
        ['status', 'containerStatuses', '0', 'state'],
      ),
    );
    expect(NodeInventory.fromManifests([...nodes, ...pods]).nodeCount).toBe(3);
  });
});
