import * as fc from 'fast-check';
import { placementText } from '../../../src/report/text/placement-text';
import {
  agent,
  excluded,
  insufficient,
  overhead,
  pending,
  plan,
  refused,
  scheduled,
  unselected,
  untolerated,
} from '../placement-document-fixture';

const GOOD = plan([agent('logs', [scheduled('a', 'b')])]);

function headings(text: string): string[] {
  return text.split('\n').filter((line) => /^[A-Z ]+$/.test(line));
}

test('a plan without trouble has no sections but the tables', () => {
  const text = placementText(GOOD, [overhead('general', 2)]);
  expect(text.split('\n')[0]).toBe('1 agent on 2 nodes of 3 kinds, Kubernetes 1.36');
  expect(headings(text)).toEqual(['AGENTS', 'WHAT THE AGENTS REQUEST ON EACH NODE']);
  expect(text).toMatch(/\n\nEvery agent runs wherever its DaemonSet asks for\.\n$/);
});

test('whatever there is to say has a section of its own, and the last word is what to do next', () => {
  const trouble = plan([agent('logs', [pending(['a'], insufficient('cpu', 1, 2, 2))])], {
    evicted: [{ namespace: 'apps', name: 'web', node: 'a', by: 'agents/logs' }],
    assumptions: ['agents/logs uses the claim data: its volume is assumed to be usable on every node'],
    findings: [{ rule: 'r', severity: 'warning', daemonSet: 'agents/logs', message: 'm', fix: 'f' }],
  });
  const text = placementText(trouble, [overhead('general', 1)]);
  expect(headings(text)).toEqual([
    'AGENTS',
    'WHY NOT EVERYWHERE',
    'WHAT THE AGENTS REQUEST ON EACH NODE',
    'EVICTED PODS',
    'ASSUMPTIONS',
    'FINDINGS',
  ]);
  expect(text.trimEnd().split('\n\n').at(-1)).toMatch(/^1 pod would stay Pending: /);
});

test('colours are there on demand, and change no word', () => {
  const colored = placementText(GOOD, [overhead('general', 2)], { color: true });
  expect(colored).toContain('\u001b[1mAGENTS\u001b[22m');
  expect(colored.replace(/\u001b\[[0-9]+m/g, '')).toBe(placementText(GOOD, [overhead('general', 2)]));
});

/** Text of a cluster: of any length, and not necessarily what Kubernetes would accept. */
const foreign = fc.oneof(
  fc.stringMatching(/^[a-z0-9.-]{1,253}$/),
  fc.stringMatching(/^[a-z]{1,60}(\.[a-z]{1,60})?\/[A-Za-z0-9_.-]{1,63}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
);
const amount = fc.nat(2 ** 45);

const anyPlan = fc
  .record({
    names: fc.array(foreign, { minLength: 7, maxLength: 7 }),
    nodes: fc.array(foreign, { minLength: 1, maxLength: 8 }),
    amounts: fc.array(amount, { minLength: 4, maxLength: 4 }),
    misscheduled: fc.nat(3),
  })
  .map(({ names: [a, b, c, d, e, f, g], nodes, amounts: [requested, used, capacity, priority], misscheduled }) => {
    const text = plan(
      [
        agent(a, [excluded(nodes, untolerated(b, c)), refused(nodes, d)], { namespace: e, priority, misscheduled }),
        agent(b, [pending(nodes, insufficient('memory', requested, used, capacity), insufficient(f, 1, 0, 0))]),
        agent(c, [excluded(nodes, unselected(d, e), untolerated(f, g))], { requests: { cpu: a, [b]: c } }),
      ],
      {
        evicted: [{ namespace: a, name: b, node: c, by: d }],
        assumptions: [e, f],
        findings: [{ rule: g, severity: 'error', daemonSet: a, message: b, fix: c }],
      },
    );
    return { text, kinds: [overhead(d, 1, { requests: { cpu: 1, memory: used, pods: 1, [f]: capacity } })] };
  });

test.each([80, 100, undefined])('whatever a cluster calls its things, no line is wider than %s columns', (width) => {
  fc.assert(
    fc.property(anyPlan, ({ text, kinds }) => {
      const lines = placementText(text, kinds, { width }).split('\n');
      lines.forEach((line) => expect(line.length).toBeLessThanOrEqual(width ?? 100));
    }),
  );
});

test('whatever a cluster calls its things, nothing is printed that a terminal would obey', () => {
  fc.assert(
    fc.property(anyPlan, ({ text, kinds }) => {
      expect(placementText(text, kinds)).toMatch(/^[\n\u0020-\u007e\u00a0-\u2500]*$/);
    }),
  );
});
