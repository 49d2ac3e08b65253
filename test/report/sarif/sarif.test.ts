import '@microsoft/jest-sarif';
import type { Log } from 'sarif';
import { Manifest } from '../../../src/kubernetes/manifest/manifest';
import { readManifests } from '../../../src/kubernetes/manifest/read-manifests';
import { LINT_RULES } from '../../../src/lint/lint-rules';
import { PlanFinding } from '../../../src/planner/placement/placement-document';
import { RULE_FIELDS, placementSarif } from '../../../src/report/sarif/placement-sarif';
import { validationSarif } from '../../../src/report/sarif/validation-sarif';
import { agent, insufficient, pending, plan, refused } from '../placement-document-fixture';

const YAML = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  namespace: agents
  name: logs
spec:
  updateStrategy:
    rollingUpdate: { maxSurge: 1 }
  selector: { matchLabels: { app: logs } }
  template:
    metadata: { labels: { app: logs } }
    spec:
      containers:
        - name: agent
`;

function manifests(file: string): Manifest[] {
  return readManifests(YAML, file, []);
}

function finding(rule: string, more: Partial<PlanFinding> = {}): PlanFinding {
  return { rule, severity: 'warning', daemonSet: 'agents/logs', message: 'm', fix: 'f', ...more };
}

function logOf(findings: PlanFinding[], file = 'deploy/agents.yaml'): Log {
  return JSON.parse(placementSarif(plan([], { findings }), manifests(file), LINT_RULES, '1.2.3'));
}

function places({ runs: [{ results = [] }] }: Log): unknown[] {
  return results.map(({ locations }) => {
    const { artifactLocation, region } = locations![0].physicalLocation!;
    return `${artifactLocation!.uri}:${region!.startLine}`;
  });
}

test('a finding stands at the line of the field it is about', () => {
  const log = logOf([
    finding('surge-host-port'),
    finding('selector-changed'),
    finding('best-effort'),
    finding('some-rule'),
    finding('manifest-refused', { field: 'spec.template.spec.containers[0].image' }),
  ]);
  expect(places(log)).toEqual([8, 9, 14, 5, 14].map((line) => `deploy/agents.yaml:${line}`));
});

test('only rules that there are have a field', () => {
  const ids = LINT_RULES.map(({ id }) => id);
  expect(Object.keys(RULE_FIELDS).filter((rule) => !ids.includes(rule))).toEqual([]);
});

test('rules come with their reason and where to read on, and only those that found something', () => {
  const { runs } = logOf([finding('surge-host-port', { severity: 'error' }), finding('pending-for-ever')]);
  const { driver } = runs[0].tool;
  expect({ name: driver.name, version: driver.semanticVersion }).toEqual({ name: 'node-agents', version: '1.2.3' });
  expect(driver.rules!.map(({ id }) => id)).toEqual(['pending-for-ever', 'surge-host-port']);
  const rule = LINT_RULES.find(({ id }) => id === 'surge-host-port')!;
  expect(driver.rules![1]).toMatchObject({
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    helpUri: expect.stringMatching(/^https:\/\//),
    defaultConfiguration: { level: 'error' },
  });
  expect(runs[0].results!.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
    [1, 'error'],
    [0, 'warning'],
  ]);
});

test('a Pending pod is a result of its own; a refused one has its finding already', () => {
  const document = plan([
    agent('logs', [pending(['a', 'b'], insufficient('cpu', 100, 1950, 2000)), refused(['c'], 'no PriorityClass')]),
  ]);
  const log: Log = JSON.parse(placementSarif(document, manifests('a.yaml'), LINT_RULES, '1.2.3'));
  expect(log.runs[0].results).toMatchObject([
    {
      ruleId: 'pod-pending',
      level: 'warning',
      message: { text: expect.stringContaining('2 pods would stay Pending on [a,b]: Insufficient cpu') },
    },
  ]);
});

test.each([
  ['./a b.yaml', 'a%20b.yaml'],
  ['/srv/a.yaml', 'file:///srv/a.yaml'],
  ['dir\\a.yaml', 'dir/a.yaml'],
])('a path is a URI: %s', (file, uri) => {
  expect(places(logOf([finding('some-rule')], file))).toEqual([`${uri}:5`]);
});

test('a DaemonSet that came from no file still has its name', () => {
  const log: Log = JSON.parse(placementSarif(plan([], { findings: [finding('r')] }), [], LINT_RULES, '1.2.3'));
  expect(log.runs[0].results![0].locations).toEqual([
    { logicalLocations: [{ fullyQualifiedName: 'agents/logs', kind: 'resource' }] },
  ]);
});

test('mistakes of manifests stand at their lines', () => {
  const [manifest] = manifests('a.yaml');
  const errors = [
    { type: 'FieldValueRequired' as const, field: 'spec.template.spec.containers[0].image', detail: 'is required' },
  ];
  const log: Log = JSON.parse(validationSarif([{ manifest, errors }], '1.2.3'));
  expect(places(log)).toEqual(['a.yaml:14']);
  expect(log.runs[0].results![0]).toMatchObject({ ruleId: 'FieldValueRequired', ruleIndex: 0, level: 'error' });
});

describe('the official schema, and what code hosts ask for beyond it', () => {
  const HOSTILE = '<script>"\u0000\u202e';
  const many = Array.from({ length: 6_000 }, (_, i) => finding('best-effort', { message: `finding ${i}` }));
  const errors = [
    { type: 'UnknownField' as const, field: 'spec.selectr', detail: 'unknown field' },
    { type: 'FieldValueRequired' as const, field: '', detail: HOSTILE },
  ];
  const logs: [string, Log][] = [
    ['nothing found', logOf([])],
    ['every rule', logOf(LINT_RULES.map(({ id, severity }) => finding(id, { severity })))],
    ['rules that only the plan has', logOf([finding('coverage'), finding('manifest-refused', { field: 'spec' })])],
    ['a rule that nobody knows', logOf([finding('some-rule')])],
    ['hostile texts', logOf([finding('best-effort', { message: HOSTILE, fix: HOSTILE })], `${HOSTILE}/a.yaml`)],
    ['more than is taken', logOf([...many, finding('surge-host-port', { severity: 'error' })])],
    ['mistakes', JSON.parse(validationSarif([{ manifest: manifests('a.yaml')[0], errors }], '1.2.3'))],
  ];

  test.each(logs)('%s', (_, log) => {
    expect(log).toBeValidSarifLog();
    const [{ tool, results = [] }] = log.runs;
    expect(results.length).toBeLessThanOrEqual(5000);
    expect(JSON.stringify(log).length).toBeLessThan(10_000_000);
    const prints = results.map(({ partialFingerprints }) => Object.values(partialFingerprints!).join());
    expect(new Set(prints).size).toBe(results.length);
    const ids = (tool.driver.rules ?? []).map(({ id }) => id);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      expect(ruleIndex === undefined ? ruleId : ids[ruleIndex]).toBe(ruleId);
      const { artifactLocation, region } = locations![0].physicalLocation!;
      expect(artifactLocation!.uri).toMatch(/^[^/:][^:\s\\]*$/);
      expect(region!.startLine).toBeGreaterThan(0);
    }
  });

  test('what is too much is cut where it hurts least, and said to be', () => {
    const [{ results = [], invocations }] = logs.find(([name]) => name === 'more than is taken')![1].runs;
    expect(results.map(({ level }) => level).slice(0, 2)).toEqual(['error', 'warning']);
    expect(invocations![0].toolExecutionNotifications![0].message.text).toMatch(/^1001 more results/);
  });
});

test('a result is known again when lines move and other nodes are named, and from its like', () => {
  const prints = (yaml: string, ...messages: string[]) => {
    const findings = messages.map((message) => finding('best-effort', { message }));
    const log: Log = JSON.parse(
      placementSarif(plan([], { findings }), readManifests(yaml, 'a.yaml', []), LINT_RULES, '1'),
    );
    return log.runs[0].results!.map(({ partialFingerprints }) => partialFingerprints);
  };
  const [first, second] = prints(YAML, 'on a', 'on b');
  expect(first).not.toEqual(second);
  expect(prints(`# moved\n${YAML}`, 'on c', 'on d')).toEqual([first, second]);
});

test('a log has the version and the schema that code hosts ask for', () => {
  expect(logOf([])).toMatchObject({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { rules: [] } }, results: [] }],
  });
});
