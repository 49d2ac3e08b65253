import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { InputError } from '../../src/kubernetes/manifest/fault';

function node(name: string, more: object = {}): any {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { allocatable: { cpu: '2' } }, ...more };
}

function pod(name: string, more: object = {}): any {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'apps', name },
    spec: { nodeName: 'a', containers: [{ name: 'c' }] },
    status: { phase: 'Running' },
    ...more,
  };
}

function faultsOf(build: () => unknown): string[] {
  try {
    build();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message.split('\n');
  }
  return [];
}

function podNames(inventory: NodeInventory): string[] {
  return inventory._contents.pods.map(({ name }) => name);
}

describe('fromManifests', () => {
  test('reads nodes, pods and what decides about pods', () => {
    const inventory = NodeInventory.fromManifests([
      node('b'),
      pod('web'),
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [
          node('a'),
          { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 5 },
        ],
      },
      { apiVersion: 'v1', kind: 'ConfigMap' },
    ]);
    expect(inventory.nodeCount).toBe(2);
    expect(inventory.nodeNames).toEqual(['a', 'b']);
    expect(podNames(inventory)).toEqual(['web']);
    expect(inventory._contents.objects.priorityClasses).toMatchObject([{ name: 'high', value: 5 }]);
  });

  test('a Node or Pod of another API group is another thing', () => {
    const foreign = { apiVersion: 'management.example.com/v3', status: {} };
    expect(NodeInventory.fromManifests([node('a'), node('b', foreign), pod('web', foreign)])).toMatchObject({
      nodeNames: ['a'],
      _contents: { pods: [] },
    });
  });

  test('pods that are over, or on no node, are not counted', () => {
    const inventory = NodeInventory.fromManifests([
      node('a'),
      pod('running'),
      pod('done', { status: { phase: 'Succeeded' } }),
      pod('broken', { status: { phase: 'Failed' } }),
      pod('waiting', { spec: { containers: [] } }),
      pod('starting', { status: { phase: 'Pending' } }),
    ]);
    expect(podNames(inventory)).toEqual(['running', 'starting']);
  });

  test('capacity stands in for allocatable', () => {
    const { nodes } = NodeInventory.fromManifests([node('a', { status: { capacity: { cpu: '4' } } })])._contents;
    expect(nodes[0].allocatable.get('cpu')).toBe(4000);
  });

  test('the order in which objects are given does not matter', () => {
    const objects = [
      ...['b', 'a', 'c', 'a-1', 'B'].map((name) => node(name)),
      ...['web', 'db'].map((name) => pod(name)),
      pod('web', { metadata: { namespace: 'other', name: 'web' } }),
    ];
    const contents = NodeInventory.fromManifests(objects)._contents;
    expect(contents.nodes.map(({ name }) => name)).toEqual(['B', 'a', 'a-1', 'b', 'c']);
    expect(contents.pods.map(({ name, traits }) => `${traits.namespace}/${name}`)).toEqual([
      'apps/db',
      'apps/web',
      'other/web',
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(objects, { minLength: objects.length }), (shuffled) => {
        expect(NodeInventory.fromManifests(shuffled)._contents).toEqual(contents);
      }),
    );
  });

  test.each<[string, any[], (string | RegExp)[]]>([
    [
      'nothing',
      [],
      [
        'holds no Node: expected at least one object of kind Node (kubectl get nodes,pods -A -o json prints what is needed)',
      ],
    ],
    ['only pods', [pod('web')], [/^holds no Node: /]],
    ['an empty NodeList', [{ apiVersion: 'v1', kind: 'NodeList', items: [] }], [/^holds no Node: /]],
    ['a text', ['nodes.json'], ['is not a Kubernetes object: it has no kind']],
    ['an object that is not of Kubernetes', [{ nodes: [] }], ['is not a Kubernetes object: it has no kind']],
    [
      'a node without allocatable',
      [node('a', { status: {} })],
      ['Node a: status.allocatable is required: without it nothing is known to fit'],
    ],
    [
      'a quantity like 1GB',
      [node('a', { status: { allocatable: { memory: '1GB' } } })],
      [/^Node a: status\.allocatable\.memory is "1GB": .*\(did you mean 1Gi or 1G\?\)$/],
    ],
    ['two nodes of one name', [node('a'), node('b'), node('a')], ['Node a: metadata.name two nodes have this name']],
    [
      'three nodes of one name',
      [node('a'), node('a'), node('a')],
      Array(2).fill('Node a: metadata.name two nodes have this name'),
    ],
    [
      'a pod with a bad field',
      [node('a'), pod('web', { spec: { nodeName: 'a', hostNetwork: 'yes' } })],
      ['Pod apps/web: spec.hostNetwork is "yes": must be true or false'],
    ],
    [
      'faults of several objects',
      [
        node('a', { status: {} }),
        node('b', { spec: { taints: 'x' } }),
        pod('web', { spec: undefined }),
        { kind: 'Node' },
      ],
      [
        'is not a Kubernetes object: it has no apiVersion',
        'Node a: status.allocatable is required: without it nothing is known to fit',
        'Node b: spec.taints is "x": must be a list',
        'Pod apps/web: spec is required',
      ],
    ],
  ])('%s is refused with every fault', (_, objects, faults) => {
    expect(faultsOf(() => NodeInventory.fromManifests(objects))).toEqual(
      faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
    );
  });
});

describe('fromFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inventory-'));
  const path = join(folder, 'nodes.yaml');
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(text: string): () => NodeInventory {
    writeFileSync(path, text);
    return () => NodeInventory.fromFile(path);
  }

  test.each<[string, string]>([
    [
      'what kubectl get nodes,pods -A -o json prints',
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node('a'), pod('web'), node('b')] }, null, 4),
    ],
    ['YAML documents', [node('a'), pod('web'), node('b')].map((each) => JSON.stringify(each)).join('\n---\n')],
    [
      'two JSON lists, one after the other',
      `${JSON.stringify({ apiVersion: 'v1', kind: 'NodeList', items: [node('a'), node('b')] })}\n${JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: [pod('web')] })}`,
    ],
  ])('reads %s', (_, text) => {
    const inventory = file(text)();
    expect(inventory.nodeNames).toEqual(['a', 'b']);
    expect(podNames(inventory)).toEqual(['web']);
  });

  const yaml = [
    'apiVersion: v1',
    'kind: Node',
    'metadata: {name: a}',
    'status:',
    '  allocatable:',
    '    memory: 1GB',
  ].join('\n');

  test.each<[string, string, string | RegExp]>([
    ['an empty file', '', ': is empty: expected YAML or JSON with Kubernetes objects'],
    ['a file of comments', '# none', ': holds no Kubernetes object: expected YAML or JSON with apiVersion and kind'],
    ['a file that is not YAML', 'a: [', /^:\d+: is not YAML: /],
    ['a file that is not of Kubernetes', 'name: x', ':1: is not a Kubernetes object: it has no kind'],
    ['a file without nodes', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x}', /^: holds no Node: /],
    [
      'a node without allocatable',
      yaml.split('\n').slice(0, 3).join('\n'),
      ':1: Node a: status.allocatable is required: without it nothing is known to fit',
    ],
    [
      'a quantity like 1GB, with its line',
      yaml,
      /^:6: Node a: status\.allocatable\.memory is "1GB": .*\(did you mean 1Gi or 1G\?\)$/,
    ],
    [
      'two nodes of one name',
      yaml.replace('1GB', '1G').concat('\n---\n', yaml.replace('1GB', '1G')),
      ': Node a: metadata.name two nodes have this name',
    ],
  ])('%s is refused, and the file named', (_, text, fault) => {
    const faults = faultsOf(file(text)).map((each) => each.replace(path, ''));
    expect(faults).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  test('a file that is not there is named', () => {
    expect(() => NodeInventory.fromFile(join(folder, 'absent.json'))).toThrow(
      /absent\.json: cannot be read: no such file or folder$/,
    );
  });
});

describe('fromPools', () => {
  const allocatable = { cpu: '4', memory: '8Gi', pods: '110' };

  test('declares the nodes of every pool, and no pods', () => {
    const inventory = NodeInventory.fromPools([
      { name: 'workers', count: 2, allocatable },
      { name: 'gpu', count: 1, allocatable },
    ]);
    expect(inventory.nodeNames).toEqual(['gpu-1', 'workers-1', 'workers-2']);
    expect(inventory._contents.pods).toEqual([]);
  });

  test('the order of pools does not matter', () => {
    const pools = ['a', 'b', 'c'].map((name) => ({ name, count: 2, allocatable }));
    expect(NodeInventory.fromPools([...pools].reverse())._contents).toEqual(NodeInventory.fromPools(pools)._contents);
  });

  test('no pools are no nodes', () => {
    expect(NodeInventory.fromPools([]).nodeCount).toBe(0);
  });

  test('faults of all pools are told at once, two pools of one name but once', () => {
    const build = () =>
      NodeInventory.fromPools([
        { name: 'a', count: 100, allocatable },
        { name: 'a', count: 100, allocatable },
        { name: 'b', count: -1, allocatable },
        { name: 'c', count: 1, allocatable: { cpu: 'four' } },
      ]);
    expect(faultsOf(build)).toEqual([
      'NodePool a: name two pools have this name',
      'NodePool b: count is -1: must be 0 or more',
      expect.stringMatching(/^NodePool c: allocatable\.cpu is "four": /),
    ]);
  });
});

describe('and', () => {
  const live = NodeInventory.fromManifests([
    node('b'),
    pod('web'),
    { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1 },
  ]);
  const more = NodeInventory.fromManifests([
    node('a'),
    pod('db'),
    { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 2 },
  ]);

  test('puts nodes, pods and objects together; where both name an object the second wins', () => {
    const both = live.and(more);
    expect(both.nodeNames).toEqual(['a', 'b']);
    expect(podNames(both)).toEqual(['db', 'web']);
    expect(both._contents.objects.priorityClasses).toMatchObject([{ name: 'high', value: 2 }]);
  });

  test('leaves both as they are', () => {
    live.and(more);
    expect([live.nodeNames, more.nodeNames]).toEqual([['b'], ['a']]);
  });

  test('refuses two nodes of one name', () => {
    expect(faultsOf(() => live.and(live))).toEqual(['Node b: metadata.name two nodes have this name']);
  });
});
