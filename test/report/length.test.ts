import { bootstrapPlan, deadlock, neverReadyNode, readyNode, heldBack } from './bootstrap-document-fixture';
import { change, changedAgent, nodesChange, triggeredRollout, LOST, STUCK } from './change-document-fixture';
import {
  agent,
  excluded,
  insufficient,
  overhead,
  pending,
  plan,
  refused,
  untolerated,
} from './placement-document-fixture';
import { rollout, stuckRollout } from './rollout-document-fixture';
import { bootstrapMarkdown } from '../../src/report/markdown/bootstrap-markdown';
import { changeMarkdown } from '../../src/report/markdown/change-markdown';
import { placementMarkdown } from '../../src/report/markdown/placement-markdown';
import { rolloutMarkdown } from '../../src/report/markdown/rollout-markdown';
import { bootstrapText } from '../../src/report/text/bootstrap-text';
import { changeText } from '../../src/report/text/change-text';
import { placementText } from '../../src/report/text/placement-text';
import { rolloutText } from '../../src/report/text/rollout-text';

/** Of everything more than any cluster has. */
const MANY = 120;

const many = <T>(make: (i: number) => T, count = MANY): T[] => Array.from({ length: count }, (_, i) => make(i));
const names = (i: number) => many((j) => `node-${i}-${j}x${(j * 7919) % 997}`, 10);

const findings = many((i) => ({
  rule: `rule-${i}`,
  severity: (['error', 'warning', 'info'] as const)[i % 3],
  daemonSet: `agents/agent-${i}`,
  message: `does not do what it should on ${names(i).join(', ')}`,
  fix: `write something else on ${i} nodes, or something longer that does not fit a line of any terminal there is`,
}));
const evicted = many((i) => ({ namespace: 'apps', name: `web-${i}`, node: `node-${i}`, by: `agents/agent-${i}` }));
const assumptions = many(
  (i) => `agents/agent-${i} uses what is not known, and is taken for something that fits anywhere`,
);
const blockers = many((i) => ({
  id: 'new-unavailable',
  severity: 'error' as const,
  nodes: names(i),
  message: `no new pod becomes available on ${names(i).join(', ')}`,
  fix: 'roll back, or mend the image',
}));

const largePlan = plan(
  many((i) =>
    agent(
      `agent-${i}`,
      [
        refused(names(i), `exceeds quota ${i}`),
        ...many((j) => pending(names(j), insufficient(`example.com/device-${i}-${j}`, 2, 1, 2)), 8),
        ...many((j) => excluded(names(j), untolerated(`example.com/taint-${i}-${j}`, 'true')), 8),
      ],
      { requests: { 'example.com/device': '2' }, misscheduled: 3 },
    ),
  ),
  { findings, evicted, assumptions },
);
const kinds = many((i) => overhead(`pool-${i}`, i + 1));

const peaks = (noun: string) => many((i) => ({ name: `${noun}-${i}`, nodes: i + 2, peakUnavailable: i, peakSurge: 0 }));
const waves = many((i) => ({ at: 40 * i, action: 'Replace' as const, nodes: names(i) }));
const largeRollouts = many((i) =>
  i % 2
    ? rollout(`agent-${i}`, { perZone: peaks('zone'), perPool: peaks('pool'), waves, blockers, evicted, assumptions })
    : {
        ...stuckRollout(`agent-${i}`),
        perZone: peaks('zone'),
        perPool: peaks('pool'),
        waves,
        blockers,
        evicted,
        assumptions,
      },
);

const waiting = many((i) => heldBack(`agents/agent-${i}`, 'Waiting', `taint example.com/startup-${i}:NoExecute stays`));
const phases = many((i) => ({ starts: many((j) => `agents/agent-${i}-${j}`, 10), then: names(i) }));
const fixes = many((i) => ({
  daemonSet: `agents/agent-${i}`,
  message: `tolerate example.com/startup-${i}:NoExecute`,
  patch: [{ op: 'add', path: '/spec/template/spec/tolerations', value: [{ operator: 'Exists' }] }],
  typescript: `tolerations: TolerationSet.taint('example.com/startup-${i}')`,
}));
const largeBootstrap = bootstrapPlan(
  many((i) => ({ ...(i % 2 ? readyNode(names(i)) : neverReadyNode(names(i))), phases, agents: waiting })),
  { deadlocks: many((i) => deadlock(names(i), { fixes })), assumptions },
);

const reasons = (states: object) =>
  many((i) => nodesChange(`pool-${i}`, names(i), `untolerated taint t-${i}`, states), 20);
const largeChange = change(
  many((i) =>
    changedAgent(`agent-${i}`, {
      gained: reasons({}),
      lost: reasons(LOST),
      stuck: reasons(STUCK),
      immutable: [{ field: 'spec.selector', message: 'may not change', fix: 'delete and create it' }],
    }),
  ),
  {
    nodes: { added: names(1), removed: names(2) },
    rollouts: many((i) => triggeredRollout(`agent-${i}`, { completes: false, blockers })),
    evicted,
    spared: evicted,
    requests: {
      perNode: [],
      perPool: many((i) => ({ kind: `pool-${i}`, nodes: i + 1, added: { cpu: 100, memory: 1024, pods: 1 } })),
      total: { cpu: 100, memory: 1024, pods: 1, 'example.com/device': 2 },
    },
    headroom: many((i) => ({ resource: `example.com/r-${i}`, node: 'n', left: 1, leftBefore: 2, allocatable: 4 })),
    findings: { appeared: findings, gone: findings },
  },
);

test.each([
  ['a plan in text', () => placementText(largePlan, kinds)],
  ['a plan in Markdown', () => placementMarkdown(largePlan, kinds)],
  ['rollouts in text', () => rolloutText(largeRollouts)],
  ['rollouts in Markdown', () => rolloutMarkdown(largeRollouts)],
  ['a bootstrap in text', () => bootstrapText(largeBootstrap)],
  ['a bootstrap in Markdown', () => bootstrapMarkdown(largeBootstrap)],
  ['a change in text', () => changeText(largeChange)],
  ['a change in Markdown', () => changeMarkdown(largeChange)],
])('%s stays under 200 lines, and says that there is more', (_, tell) => {
  const lines = tell().trimEnd().split('\n');
  expect(lines.length).toBeLessThan(200);
  expect(lines.some((line) => /^(- )?and [0-9,]+ (nodes of [0-9]+ )?more/.test(line))).toBe(true);
});

test('a cut text says how to see the rest', () => {
  expect(placementText(largePlan, kinds)).toMatch(/and [0-9,]+ more reasons, which --format json tells/);
});
