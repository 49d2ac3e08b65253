import { newAgent, podOf, selects, termsOf } from './agent-fixture';
import { NodePoolLabel, NodeSet } from '../../src/agents/node-set';

const REAL = ['eks.amazonaws.com/compute-type NotIn fargate', 'type NotIn virtual-kubelet'];

function render(nodes?: NodeSet) {
  const agent = newAgent({ nodes });
  return { nodeSelector: podOf(agent).nodeSelector, terms: termsOf(agent) };
}

describe('defaults', () => {
  test('an agent that says nothing runs on Linux nodes that have a kubelet', () => {
    expect(render()).toEqual({ nodeSelector: { 'kubernetes.io/os': 'linux' }, terms: [REAL] });
  });

  test('a set that does not speak of the operating system means Linux', () => {
    expect(render(NodeSet.labelled('gpu')).nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  });

  test('NodeSet.all() means every operating system, and still no virtual node', () => {
    expect(render(NodeSet.all())).toEqual({ nodeSelector: undefined, terms: [REAL] });
  });

  test('each alternative of a union gets the defaults it does not speak of itself', () => {
    const { nodeSelector, terms } = render(NodeSet.anyOf(NodeSet.windows(), NodeSet.labelled('gpu')));
    expect(nodeSelector).toBeUndefined();
    expect(terms).toEqual([
      ['kubernetes.io/os In windows', ...REAL],
      ['kubernetes.io/os In linux', 'gpu Exists', ...REAL],
    ]);
  });

  test('a set that rules Linux out means it', () => {
    expect(render(NodeSet.notLabelled('kubernetes.io/os', 'linux').includingVirtual())).toEqual({
      nodeSelector: undefined,
      terms: [['kubernetes.io/os NotIn linux']],
    });
  });

  test('a set that only rules Windows out still means Linux', () => {
    expect(render(NodeSet.labelled('gpu').except(NodeSet.windows())).nodeSelector).toEqual({
      'kubernetes.io/os': 'linux',
    });
  });

  test('includingVirtual() lifts the exclusion, so that nothing is left to say by affinity', () => {
    expect(render(NodeSet.linux().includingVirtual())).toEqual({
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      terms: [],
    });
    expect(render(NodeSet.all().includingVirtual())).toEqual({ nodeSelector: undefined, terms: [] });
  });

  test('who names a virtual kind of node means it', () => {
    expect(
      selects(NodeSet.labelled('type', 'virtual-kubelet'), { 'kubernetes.io/os': 'linux', type: 'virtual-kubelet' }),
    ).toBe(true);
    expect(selects(NodeSet.virtual(), { 'eks.amazonaws.com/compute-type': 'fargate' })).toBe(true);
  });
});

describe('what a set selects', () => {
  test.each<[string, NodeSet, string]>([
    ['windows()', NodeSet.windows(), 'kubernetes.io/os In windows'],
    ['arch()', NodeSet.arch('arm64', 'amd64'), 'kubernetes.io/arch In arm64 amd64'],
    ['controlPlane()', NodeSet.controlPlane(), 'node-role.kubernetes.io/control-plane Exists'],
    ['pool()', NodeSet.pool(NodePoolLabel.KARPENTER, 'gpu'), 'karpenter.sh/nodepool In gpu'],
    ['labelled() with values', NodeSet.labelled('disk', 'ssd', 'nvme'), 'disk In ssd nvme'],
    ['labelled() without values', NodeSet.labelled('disk'), 'disk Exists'],
    ['notLabelled() with values', NodeSet.notLabelled('disk', 'hdd'), 'disk NotIn hdd'],
    ['notLabelled() without values', NodeSet.notLabelled('disk'), 'disk DoesNotExist'],
    ['labelGreaterThan()', NodeSet.labelGreaterThan('cores', 8), 'cores Gt 8'],
    ['labelLessThan()', NodeSet.labelLessThan('cores', 64), 'cores Lt 64'],
    ['named()', NodeSet.named('node-a.example.com'), 'metadata.name In node-a.example.com'],
    ['withLabel()', NodeSet.linux().withLabel('disk', 'ssd'), 'disk In ssd'],
    ['withoutLabel()', NodeSet.linux().withoutLabel('disk'), 'disk DoesNotExist'],
    ['withArch()', NodeSet.linux().withArch('arm64'), 'kubernetes.io/arch In arm64'],
  ])('%s', (_, set, requirement) => {
    const { nodeSelector, terms } = render(set);
    const os = Object.entries(nodeSelector).map(([key, value]) => `${key} In ${value}`);
    expect(terms.flat().concat(os)).toContain(requirement);
  });

  test('several names are alternatives, because a field takes one value', () => {
    expect(render(NodeSet.named('a', 'b').includingVirtual()).terms).toEqual([
      ['metadata.name In a'],
      ['metadata.name In b'],
    ]);
  });

  test('the same requirement twice is rendered once', () => {
    const twice = NodeSet.linux()
      .and(NodeSet.linux())
      .withLabel('a')
      .withLabel('a')
      .withLabel('b', 'x')
      .withLabel('b', 'x');
    expect(render(twice).terms).toEqual([['a Exists', 'b In x', ...REAL]]);
  });

  test('an alternative that another one swallows is not rendered', () => {
    const terms = render(NodeSet.anyOf(NodeSet.labelled('a'), NodeSet.labelled('a').withLabel('b'))).terms;
    expect(terms).toEqual([['a Exists', ...REAL]]);
  });
});

describe('exclusion', () => {
  test('is part of every node selector term', () => {
    const pools = NodeSet.anyOf(NodeSet.labelled('pool', 'a'), NodeSet.labelled('pool', 'b'), NodeSet.named('n1'));
    const { terms } = render(pools.except(NodeSet.labelled('spot'), NodeSet.named('n9')));
    expect(terms).toHaveLength(3);
    for (const term of terms) {
      expect(term).toEqual(expect.arrayContaining(['spot DoesNotExist', ...REAL]));
    }
    expect(terms[0]).toContain('metadata.name NotIn n9');
    expect(terms[2]).toContain('metadata.name In n1');
  });

  test.each<[string, NodeSet, string]>([
    ['In is NotIn', NodeSet.labelled('a', 'x', 'y'), 'a NotIn x y'],
    ['NotIn is In', NodeSet.notLabelled('a', 'x'), 'a In x'],
    ['Exists is DoesNotExist', NodeSet.labelled('a'), 'a DoesNotExist'],
    ['DoesNotExist is Exists', NodeSet.notLabelled('a'), 'a Exists'],
    ['a name is every other name', NodeSet.named('n1'), 'metadata.name NotIn n1'],
  ])('of %s', (_, excluded, requirement) => {
    expect(render(NodeSet.linux().except(excluded).includingVirtual()).terms).toEqual([[requirement]]);
  });

  test('of a union excludes each of its alternatives, in one term', () => {
    expect(render(NodeSet.linux().except(NodeSet.virtual())).terms).toEqual([REAL]);
    expect(render(NodeSet.linux().except(NodeSet.named('a', 'b')).includingVirtual()).terms).toEqual([
      ['metadata.name NotIn a', 'metadata.name NotIn b'],
    ]);
  });

  test('of nodes with both labels keeps those with one of them: NOT (a AND b) is NOT a OR NOT b', () => {
    const both = NodeSet.labelled('spot').withLabel('gpu');
    expect(render(NodeSet.linux().except(both).includingVirtual()).terms).toEqual([
      ['spot DoesNotExist'],
      ['gpu DoesNotExist'],
    ]);
  });

  test.each([
    ['Gt', NodeSet.labelGreaterThan('cores', 8)],
    ['Lt', NodeSet.labelLessThan('cores', 8)],
  ])('of %s throws: nodes without the label are in neither comparison', (operator, set) => {
    expect(() => NodeSet.linux().except(set)).toThrow(
      `Cannot exclude the nodes with cores ${operator} 8: its complement also holds nodes whose label cores is absent`,
    );
  });

  test('that multiplies alternatives beyond reason throws instead of rendering them', () => {
    const pair = (i: number) => NodeSet.labelled(`a${i}`).withLabel(`b${i}`);
    const pairs = Array.from({ length: 9 }, (_, i) => pair(i));
    expect(() => NodeSet.linux().except(...pairs)).toThrow('A NodeSet of 512 alternatives is too large');
    expect(render(NodeSet.linux().except(...pairs.slice(0, 4))).terms).toHaveLength(16);
  });
});

describe('sets that select no node throw', () => {
  test.each<[string, () => NodeSet, string]>([
    ['two operating systems', () => NodeSet.linux().and(NodeSet.windows()), 'and() leaves no node'],
    ['itself excluded', () => NodeSet.linux().except(NodeSet.linux()), 'except() leaves no node'],
    ['everything excluded', () => NodeSet.linux().except(NodeSet.all()), 'except() leaves no node'],
    ['present and absent', () => NodeSet.labelled('a').withoutLabel('a'), 'and() leaves no node'],
    [
      'no integer between',
      () => NodeSet.labelGreaterThan('c', 4).and(NodeSet.labelLessThan('c', 5)),
      'and() leaves no node',
    ],
    ['a union of nothing', () => NodeSet.anyOf(), 'give at least one set'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('an integer between two comparisons is enough', () => {
    expect(
      selects(NodeSet.labelGreaterThan('c', 4).and(NodeSet.labelLessThan('c', 6)), {
        'kubernetes.io/os': 'linux',
        c: '5',
      }),
    ).toBe(true);
  });
});

describe('illegal requirements throw', () => {
  test.each<[string, () => NodeSet, string]>([
    [
      'a fraction (kubernetes#86488)',
      () => NodeSet.labelGreaterThan('cores', 1.5),
      'operator Gt needs exactly one integer',
    ],
    ['a negative number', () => NodeSet.labelLessThan('cores', -1), '"-1" is not a label value'],
    ['a key with a space', () => NodeSet.labelled('my pool'), '"my pool" is not a label key'],
    ['a value with a slash', () => NodeSet.labelled('pool', 'a/b'), '"a/b" is not a label value'],
    ['no architecture', () => NodeSet.arch(), 'operator In needs at least one value'],
    ['a name that is none', () => NodeSet.named('Node_1'), "NodeSet.named('Node_1')"],
    ['no name', () => NodeSet.named(), 'at least one'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
