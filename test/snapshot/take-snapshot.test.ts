import { objectsOf } from './paging-api';
import { KubectlError, RawGet } from '../../src/snapshot/kubectl';
import { takeSnapshot } from '../../src/snapshot/take-snapshot';

const POD = { metadata: { name: 'web-0', namespace: 'shop' }, spec: { nodeName: 'a', containers: [{ name: 'c' }] } };

/** A cluster with these objects by the last part of their path; kinds it does not name are empty. */
function cluster(lists: Record<string, object[]>): RawGet {
  return async (path) => {
    const resource = path.split('?')[0].split('/').at(-1)!;
    return JSON.stringify({ items: lists[resource] ?? [] });
  };
}

test('every object says its kind, which the items of a list do not', async () => {
  const objects = await objectsOf(takeSnapshot(cluster({ nodes: [{ metadata: { name: 'a' } }], pods: [POD] })));

  expect(objects).toEqual([
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'Pod', ...POD },
  ]);
});

test('neither Secrets nor ConfigMaps are asked for, and every path is a list', async () => {
  const asked: string[] = [];
  await objectsOf(
    takeSnapshot(async (path) => {
      asked.push(path.split('?')[0]);
      return '{}';
    }),
  );

  expect(asked.sort()).toEqual([
    '/api/v1/limitranges',
    '/api/v1/namespaces',
    '/api/v1/nodes',
    '/api/v1/pods',
    '/apis/apps/v1/daemonsets',
    '/apis/node.k8s.io/v1/runtimeclasses',
    '/apis/policy/v1/poddisruptionbudgets',
    '/apis/scheduling.k8s.io/v1/priorityclasses',
  ]);
});

test('names of pods become digests when they are asked to, the same for the same pod', async () => {
  const [pod] = await objectsOf(takeSnapshot(cluster({ pods: [POD] }), { hashPodNames: true }));
  const [again] = await objectsOf(takeSnapshot(cluster({ pods: [POD] }), { hashPodNames: true }));

  expect(pod).toMatchObject({ metadata: { namespace: 'shop', name: expect.stringMatching(/^pod-[0-9a-f]{16}$/) } });
  expect(again).toEqual(pod);
});

test('a DaemonSet comes whole, without what the server and kubectl add', async () => {
  const [daemonSet] = await objectsOf(
    takeSnapshot(
      cluster({
        daemonsets: [
          {
            metadata: {
              name: 'logs',
              namespace: 'agents',
              uid: 'u',
              managedFields: [],
              annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'a' },
            },
            spec: { template: { spec: { containers: [{ name: 'c', env: [{ name: 'A', value: '1' }] }] } } },
            status: { desiredNumberScheduled: 3 },
          },
        ],
      }),
    ),
  );

  expect(daemonSet).toEqual({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'logs', namespace: 'agents', annotations: { team: 'a' } },
    spec: { template: { spec: { containers: [{ name: 'c', env: [{ name: 'A', value: '1' }] }] } } },
  });
});

test('a kind the cluster does not have is left out', async () => {
  const get: RawGet = async (path) => {
    if (path.includes('runtimeclasses')) throw new KubectlError('Error from server (NotFound)', 'notFound');
    return '{}';
  };

  expect(await objectsOf(takeSnapshot(get))).toEqual([]);
});

test('a list that expires begins anew, and no object of it counts twice', async () => {
  let expired = false;
  const get: RawGet = async (path) => {
    if (!path.includes('/pods')) return '{}';
    if (!path.includes('continue')) return JSON.stringify({ items: [POD], metadata: { continue: 'second' } });
    if (!expired) {
      expired = true;
      throw new KubectlError('too old', 'expired');
    }
    return JSON.stringify({ items: [POD] });
  };
  const batches = [];
  for await (const { resource, objects, anew } of takeSnapshot(get)) {
    if (resource === 'pods') batches.push([objects.length, anew]);
  }

  expect(batches).toEqual([
    [1, undefined],
    [0, true],
    [1, undefined],
    [1, undefined],
  ]);
});

test('a kind that is gone in the middle of its list is no kind that the cluster does not have', async () => {
  const get: RawGet = async (path) => {
    if (path.includes('continue')) throw new KubectlError('Error from server (NotFound)', 'notFound');
    return path.includes('/pods') ? JSON.stringify({ items: [POD], metadata: { continue: 'second' } }) : '{}';
  };

  await expect(objectsOf(takeSnapshot(get))).rejects.toThrow('pods cannot be listed: Error from server (NotFound)');
});

test('what may not be listed is named, with where to find what it takes', async () => {
  const get: RawGet = async (path) => {
    if (path.includes('poddisruptionbudgets')) throw new KubectlError('forbidden', 'forbidden');
    return '{}';
  };

  await expect(objectsOf(takeSnapshot(get))).rejects.toThrow(
    'poddisruptionbudgets.policy cannot be listed: forbidden; what it takes: node-agents snapshot --print-rbac',
  );
});

test('progress is told for every page, with the total as far as the server tells it', async () => {
  const told: unknown[] = [];
  const pages: Record<string, object> = {
    first: { items: [POD, POD], metadata: { continue: 'second', remainingItemCount: 1 } },
    second: { items: [POD] },
  };
  const get: RawGet = async (path) => {
    const token = new URLSearchParams(path.split('?')[1]).get('continue') ?? 'first';
    return JSON.stringify(path.includes('/pods') ? pages[token] : {});
  };
  await objectsOf(takeSnapshot(get, { onProgress: (...progress) => progress[0] === 'pods' && told.push(progress) }));

  expect(told).toEqual([
    ['pods', 2, 3],
    ['pods', 3, undefined],
  ]);
});
