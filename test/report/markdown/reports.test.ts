import { ManifestError } from '../../../src/kubernetes/validation/manifest-error';
import { bootstrapMarkdown } from '../../../src/report/markdown/bootstrap-markdown';
import { changeMarkdown } from '../../../src/report/markdown/change-markdown';
import { placementMarkdown } from '../../../src/report/markdown/placement-markdown';
import { rolloutMarkdown } from '../../../src/report/markdown/rollout-markdown';
import { validationMarkdown } from '../../../src/report/markdown/validation-markdown';
import { bootstrapPlan, deadlock, heldBack, neverReadyNode, readyNode } from '../bootstrap-document-fixture';
import { LOST, STUCK, change, changedAgent, nodesChange, triggeredRollout } from '../change-document-fixture';
import {
  agent,
  excluded,
  insufficient,
  overhead,
  pending,
  plan,
  scheduled,
  untolerated,
} from '../placement-document-fixture';
import { rollout, stuckRollout } from '../rollout-document-fixture';

const FINDING = { rule: 'best-effort', severity: 'error' as const, daemonSet: 'agents/logs', message: 'm', fix: 'f' };

test('a plan shows what is wrong, and folds what is as it is meant to be', () => {
  const logs = agent('logs', [
    scheduled('a'),
    pending(['b'], insufficient('cpu', 100, 1950, 2000)),
    excluded(['c'], untolerated('gpu', 'true')),
  ]);
  const markdown = placementMarkdown(plan([logs], { findings: [FINDING] }), [overhead('general', 2)]);
  expect(markdown).toContain(
    '### Node agents: 1 agent on 3 nodes of 3 kinds, Kubernetes 1.36\n\n1 pod would stay Pending',
  );
  expect(markdown).toContain('| `agents/logs` | 2 | 1 | **1** | 1 | 100m | 128Mi |');
  expect(markdown).toContain('- `agents/logs` is **Pending** on 1 node (`b`): Insufficient cpu: needs 100m, 50m free');
  expect(markdown).toContain('- **error** `best-effort` in `agents/logs`: m. *Fix:* f');
  const folded = markdown.slice(markdown.indexOf('<details>'));
  expect(folded).toContain('- `agents/logs` is **Excluded** on 1 node (`c`): untolerated taint gpu=true:NoSchedule');
  expect(folded).toMatch(/\| `general` \| 2 \| 1 \| 100m \(3%\) \|/);
});

test('rollouts show which never ends, and fold how each goes', () => {
  const markdown = rolloutMarkdown([rollout('logs'), stuckRollout('metrics')]);
  expect(markdown).toContain(
    '| `agents/metrics` | **never** | 3 | - | 1 | 0 |\n| `agents/logs` | yes | 3 | 30 to 120 seconds | 1 | 0 |'.replace(
      '30 to 120 seconds',
      '30 seconds to 2 minutes',
    ),
  );
  expect(markdown).toContain(
    '- **error** `new-unavailable` in `agents/metrics`: no new pod becomes available. *Fix:* roll back',
  );
  expect(markdown).toContain('<summary>How agents/logs rolls out</summary>');
});

test('new nodes show the deadlock and its fix', () => {
  const markdown = bootstrapMarkdown(
    bootstrapPlan([readyNode(['a']), neverReadyNode(['b'])], { deadlocks: [deadlock(['b'])] }),
  );
  expect(markdown).toContain('**Deadlock** on a node like `b`: net/cni waits for');
  expect(markdown).toContain(
    '```json\n[{"op":"add","path":"/spec/template/spec/tolerations","value":[{"operator":"Exists"}]}]\n```',
  );
  expect(markdown).toContain('<summary><b>Never Ready</b>: 1 node such as b</summary>');
  expect(markdown).toContain('1. net/cni => `nodeNetwork`, `Ready`');
});

test('a change shows what gets worse, and folds what is gained', () => {
  const markdown = changeMarkdown(
    change(
      [
        changedAgent('logs', {
          scheduled: { before: 3, after: 2 },
          requestsAdded: { cpu: -50 },
          lost: [nodesChange('gpu', ['gpu-1'], 'untolerated taint', LOST)],
          stuck: [nodesChange('a', ['a-1'], 'Insufficient cpu', STUCK)],
          gained: [nodesChange('c', ['c-1'], 'the node is new')],
        }),
      ],
      { findings: { appeared: [FINDING], gone: [] }, nodes: { added: ['c-1'], removed: [] } },
    ),
  );
  expect(markdown).toContain('| `agents/logs` | changed | 3 → 2 | 0 → 0 | -50m cpu |');
  expect(markdown).toContain(
    '- `agents/logs` no longer runs on 1 node (`gpu-1`): untolerated taint\n- `agents/logs` waits on 1 node',
  );
  expect(markdown).toMatch(/<summary>Nodes that agents gain<\/summary>\n\n- `agents\/logs` comes to run on 1 node/);
  expect(markdown).toContain('- 1 node new: `c-1`');
});

test('a change shows the rollouts that it triggers', () => {
  const blockers = [{ id: 'new-unavailable', severity: 'error' as const, nodes: ['a'], message: 'm', fix: 'f' }];
  const markdown = changeMarkdown(change([], { rollouts: [triggeredRollout('logs', { completes: false, blockers })] }));
  expect(markdown).toContain('| `agents/logs` | **never** | 3 | 1 | - |');
  expect(markdown).toContain('- **error** `new-unavailable` in `agents/logs`: m. *Fix:* f');
});

test('mistakes of manifests are told with file and line', () => {
  const errors: ManifestError[] = [
    { type: 'FieldValueRequired', field: 'spec.selector', detail: 'is required', fix: 'write it' },
  ];
  const manifest = {
    object: {},
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    file: 'a.yaml',
    describe: () => 'DaemonSet agents/logs',
    locate: () => 3,
  };
  expect(validationMarkdown([{ manifest, errors }])).toBe(
    '### Node agents: The API server would refuse 1 of 1 DaemonSet.\n\n- `a.yaml:3`: `DaemonSet agents/logs` `spec.selector`: is required. *Fix:* write it\n',
  );
});

/** Everything a code host would take for markup, as names and messages of a cluster. */
const HOSTILE = '</details><script>alert(1)</script> @octocat `x` | **y** [z](https://evil.example)';

function reports(text: string): [string, string][] {
  const hostile = { rule: text, severity: 'error' as const, daemonSet: text, message: text, fix: text };
  const evicted = [{ namespace: text, name: text, node: text, by: text }];
  const held = heldBack(text, 'Pending', text);
  return [
    [
      'placement',
      placementMarkdown(
        plan(
          [
            agent(text, [
              pending([text], { ...insufficient(text, 1, 2, 2), message: text }),
              excluded([`${text}-2`], untolerated(text, text)),
            ]),
          ],
          {
            findings: [hostile, { ...hostile, severity: 'info' }],
            assumptions: [text],
            evicted,
          },
        ),
        [overhead(text, 1)],
      ),
    ],
    [
      'rollout',
      rolloutMarkdown([
        {
          ...stuckRollout(text),
          evicted,
          assumptions: [text],
          blockers: [{ id: text, severity: 'error', nodes: [text], message: text, fix: text }],
        },
        rollout(text, { waves: [] }),
      ]),
    ],
    [
      'bootstrap',
      bootstrapMarkdown(
        bootstrapPlan(
          [
            readyNode([text], {
              agents: [held],
              phases: [{ starts: [text], then: [text] }],
              remainingTaints: [{ key: text, value: text, effect: text }],
            }),
          ],
          { deadlocks: [deadlock([text], { message: text, fixes: [] })], assumptions: [text] },
        ),
      ),
    ],
    [
      'change',
      changeMarkdown(
        change(
          [
            changedAgent(text, {
              lost: [nodesChange(text, [text], text, LOST)],
              gained: [nodesChange(text, [text], text)],
              requestsAdded: { [text]: 1 },
              immutable: [{ field: text, message: text, fix: text }],
            }),
          ],
          {
            evicted,
            spared: evicted,
            findings: { appeared: [hostile], gone: [hostile] },
            nodes: { added: [text], removed: [text] },
            requests: { perNode: [], perPool: [{ kind: text, nodes: 1, added: { [text]: 1 } }], total: { [text]: 1 } },
            headroom: [{ resource: text, node: text, left: 1, leftBefore: 2, allocatable: 3 }],
          },
        ),
      ),
    ],
  ];
}

test.each(reports(HOSTILE))(
  'nothing that a cluster calls its things becomes markup or a mention: %s',
  (_, markdown) => {
    expect(markdown.replace(/<\/?(details|summary|code|b)>/g, '')).not.toMatch(/<|@octocat|`x`|\*\*y|\]\(|https:\/\//);
    expect(markdown.match(/<details>/g)).toHaveLength(markdown.match(/<\/details>/g)!.length);
    for (const line of markdown.split('\n').filter((each) => each.startsWith('| '))) {
      expect(line.split(' | ').length).toBeLessThanOrEqual(8);
    }
  },
);

test('a fleet of 100,000 nodes is told in fewer than 200 lines, and fits a comment', () => {
  const names = (i: number) => Array.from({ length: 1000 }, (__, j) => `pool-${i}-${j}.compute.internal`);
  const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const findings = many(300, (i) => ({
    ...FINDING,
    message: `message ${i}`,
    severity: i % 2 ? ('error' as const) : ('info' as const),
  }));
  const evicted = many(500, (i) => ({ namespace: 'a', name: `p-${i}`, node: 'n', by: 'agents/x' }));
  const large = [
    placementMarkdown(
      plan(
        many(100, (i) =>
          agent(
            `agent-${i}`,
            many(10, (j) => excluded(names(j), untolerated(`key-${j}`, 'x'))),
          ),
        ),
        { findings, evicted, assumptions: many(50, String) },
      ),
      many(200, (i) => overhead(`kind-${i}`, 500)),
    ),
    rolloutMarkdown(many(100, (i) => rollout(`agent-${i}`, { evicted, blockers: stuckRollout('x').blockers }))),
    bootstrapMarkdown(
      bootstrapPlan(
        many(100, (i) => neverReadyNode(names(i))),
        { deadlocks: many(50, (i) => deadlock(names(i))) },
      ),
    ),
    changeMarkdown(
      change(
        many(100, (i) =>
          changedAgent(`agent-${i}`, { lost: many(9, (j) => nodesChange(`k${j}`, names(j), `r${j}`, LOST)) }),
        ),
        { evicted, findings: { appeared: findings, gone: findings } },
      ),
    ),
  ];
  expect(large.map((markdown) => markdown.split('\n').length).filter((lines) => lines >= 200)).toEqual([]);
  expect(large.filter(({ length }) => length > 65_536)).toEqual([]);
});
