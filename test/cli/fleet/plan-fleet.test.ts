import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { daemonSet, node } from '../../fixtures';
import { faultFinder } from '../../planner/change/schema-checks';
import { nodeAgents, temporaryFolder, yaml } from '../command-line';

const folder = temporaryFolder();

const LOGS = daemonSet('logs', {}, { cpu: '100m' });
const FULL = node('small', { labels: { 'example.com/pool': 'gpu' }, allocatable: { cpu: '50m' } });
const SPOT = node('spot', { taints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }] });

/** A fleet of files, by path; runs `plan` on it, with the folder taken out of what it prints. */
function fleet(files: Record<string, string>, agents: string = yaml(LOGS)) {
  const dir = folder({ 'agents.yaml': agents, ...files });
  const without = (text: string) => text.replaceAll(`${dir}/`, '');
  return async (...more: string[]) => {
    const argv = ['plan', join(dir, 'agents.yaml'), '--fleet', join(dir, 'fleet'), ...more];
    const { exitCode, stdout, stderr } = await nodeAgents(argv);
    return { exitCode, stdout: without(stdout), stderr: stderr.map(without) };
  };
}

/** What comes of each cluster, and why. */
function statuses(stdout: string): Record<string, string> {
  const { clusters } = JSON.parse(stdout);
  return Object.fromEntries(clusters.map(({ name, status, why }: any) => [name, [status, ...why].join(': ')]));
}

const THREE = { 'fleet/a.yaml': yaml(node('n')), 'fleet/b.json': JSON.stringify(node('n')), 'fleet/c.yml': yaml(FULL) };

test('every cluster is planned, and told of by its group', async () => {
  const { exitCode, stdout, stderr } = await fleet(THREE)();
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: [] });
  expect(stdout).toMatch(/^1 agent on 3 clusters with 3 nodes, Kubernetes 1\.36\n/);
  expect(stdout).toContain('2 clusters: [a,b]\n');
  expect(stdout).toContain('1 cluster: c\n  - agents/logs is Pending on every node of gpu: Insufficient cpu\n');
});

test('the JSON form is as its schema has it', async () => {
  const { stdout } = await fleet({ ...THREE, 'fleet/broken.yaml': 'foo: bar' })('--format', 'json');
  expect(faultFinder('fleet-plan.json')(JSON.parse(stdout))).toEqual([]);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'FleetPlan',
    totals: { clusters: 4, nodes: 3, ok: 3, failed: 0, unreadable: 1 },
  });
});

describe('a cluster', () => {
  test('may be a folder of files, and of folders', async () => {
    const files = { 'fleet/a/nodes.yaml': yaml(node('n')), 'fleet/a/pool/gpu.json': JSON.stringify(FULL) };
    const { stdout } = await fleet(files)('--format', 'json');
    expect(JSON.parse(stdout).clusters).toMatchObject([{ name: 'a', nodes: { total: 2 } }]);
  });

  test('may have manifests of its own, which stand in for the common ones of their names and add to them', async () => {
    const own = [daemonSet('logs', { tolerations: [{ operator: 'Exists' }] }), daemonSet('scanner')];
    const files = {
      'fleet/a.yaml': yaml(SPOT),
      'fleet/b/nodes.yaml': yaml(SPOT),
      'fleet/b/manifests/own.yaml': yaml(...own),
    };
    const { stdout } = await fleet(files)('--format', 'json');
    const [a, b] = JSON.parse(stdout).clusters;
    expect(a.daemonSets).toMatchObject([{ name: 'logs', excluded: 1 }]);
    expect(b.daemonSets).toMatchObject([
      { name: 'logs', scheduled: 1 },
      { name: 'scanner', excluded: 1 },
    ]);
  });

  test('needs no common manifests where each has its own', async () => {
    const dir = folder({ 'fleet/a/nodes.yaml': yaml(node('n')), 'fleet/a/manifests/own.yaml': yaml(LOGS) });
    expect((await nodeAgents(['plan', '--fleet', join(dir, 'fleet')])).stdout).toMatch(/^1 agent on 1 cluster /);
    const common = folder({
      'fleet/a/nodes.yaml': yaml(node('n')),
      'fleet/a/manifests/own.yaml': yaml(LOGS),
      'fleet/b.yaml': yaml(FULL),
    });
    expect((await nodeAgents(['plan', '--fleet', join(common, 'fleet')])).stderr).toEqual([
      "error: missing required argument 'manifest': expected files, folders, globs or - for standard input",
    ]);
  });

  test('that cannot be read is told with file, place and rule, and does not stop the others', async () => {
    const run = fleet({
      ...THREE,
      'fleet/empty.yaml': '',
      'fleet/quantity.yaml': yaml(node('a', { allocatable: { memory: '1GB' } })),
      'fleet/hollow/README.md': '',
      'fleet/agentless/nodes.yaml': yaml(node('n')),
      'fleet/agentless/manifests/agents.yaml': '# none',
    });
    const { exitCode, stdout, stderr } = await run('--format', 'json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).totals).toMatchObject({ ok: 4, unreadable: 3 });
    expect(stderr).toEqual([
      'fleet/empty.yaml: is empty: expected YAML or JSON with Kubernetes objects',
      'fleet/hollow: holds no inventory: expected *.json or *.yaml',
      expect.stringMatching(/^fleet\/quantity\.yaml:12: Node a: status\.allocatable\.memory is "1GB": /),
    ]);
    expect((await run()).stdout).toContain('hollow\n  - fleet/hollow: holds no inventory');
  });

  test('has the name of its file, whatever that is', async () => {
    const { stdout } = await fleet({
      'fleet/__proto__.json': JSON.stringify(node('n')),
      'fleet/a.b.yaml': yaml(node('n')),
    })('--format', 'json');
    expect(JSON.parse(stdout).clusters.map(({ name }: { name: string }) => name)).toEqual(['__proto__', 'a.b']);
  });
});

describe('what fails', () => {
  const BROKEN = { priorityClassName: 'only-in-b' };
  const CLASS = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'only-in-b' },
    value: 10,
  };

  test('are clusters with an error', async () => {
    const files = { 'fleet/a.yaml': yaml(node('n')), 'fleet/b.yaml': yaml(node('n'), CLASS) };
    const { exitCode, stdout } = await fleet(files, yaml(daemonSet('logs', BROKEN)))('--format', 'json');
    expect(exitCode).toBe(1);
    expect(statuses(stdout)).toEqual({ a: 'failed: error pod-refused in agents/logs', b: 'ok' });
  });

  test('is what --fail-on says', async () => {
    const run = fleet(THREE);
    expect((await run('--fail-on', 'never')).exitCode).toBe(0);
    const { exitCode, stdout } = await run('--fail-on', 'pending', '--format', 'json');
    expect(exitCode).toBe(1);
    expect(statuses(stdout)).toMatchObject({ a: 'ok', c: 'failed: 1 Pending of agents/logs' });
  });

  test('are requirements that a cluster does not meet', async () => {
    const { exitCode, stdout } = await fleet(THREE)('--require', 'logs on every node');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('1 cluster fails: c\n  - agents/logs does not run on every node, and must\n');
  });

  test('are cases of JUnit, for each cluster and requirement', async () => {
    const { stdout } = await fleet({ ...THREE, 'fleet/d.yaml': '' })(
      '--require',
      'logs on every node',
      '--format',
      'junit',
    );
    const cases = [...stdout.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"(\/?)>/g)].map(
      ([, name, what, passed]) => `${passed ? '' : '! '}${name}: ${what}`,
    );
    expect(cases.filter((each) => /^(! )?[cd]/.test(each))).toEqual([
      'c: can be planned',
      '! c: every pod that is wanted runs',
      'c: nothing is found to be an error',
      '! c: agents/logs runs on every node',
      '! d: can be planned',
    ]);
  });

  test('of manifests is told once, with its line, and nothing is planned', async () => {
    const { exitCode, stdout, stderr } = await fleet(THREE, yaml(LOGS, LOGS))();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toEqual([expect.stringMatching(/^agents\.yaml:\d+: .* two DaemonSets have this name$/)]);
  });
});

describe('a part of a fleet', () => {
  test('holds its share of the clusters', async () => {
    const { stdout } = await fleet(THREE)('--shard', '1/2', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ shard: { index: 1, count: 2 }, clusters: [{ name: 'b' }] });
  });

  test('may hold none', async () => {
    const { exitCode, stdout } = await fleet(THREE)('--shard', '7/9');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('No cluster is in this part of the fleet.');
  });
});

test.each([
  [
    ['--nodes', 'nodes.json'],
    'error: options --nodes and --fleet exclude each other: expected the nodes of each cluster in the folder',
  ],
  [
    ['--format', 'html'],
    'error: option --format html is for one cluster: expected text, json, markdown, junit with --fleet',
  ],
  [
    ['--format', 'sarif'],
    'error: option --format sarif is for one cluster: expected text, json, markdown, junit with --fleet',
  ],
  [['--jobs', '0'], "error: option '--jobs <count>' argument '0' is invalid. Expected a whole number from 1 to 1024."],
  [
    ['--shard', '5/4'],
    `error: option '--shard <part>' argument '5/4' is invalid. "5/4" is no shard: expected PART/PARTS, from 0/16 to 15/16, or from 1/16 to 16/16`,
  ],
  [['--require', 'lgos on every node'], 'error: the plan has no DaemonSet "lgos": did you mean logs?'],
])('%j is refused in a line', async (options, line) => {
  expect(await fleet(THREE)(...options)).toEqual({ exitCode: 2, stdout: '', stderr: [line] });
});

test.each([
  [['--shard', '1/2'], 'error: option --shard is for a fleet: expected --fleet with a folder of inventories too'],
  [['--jobs', '2'], 'error: option --jobs is for a fleet: expected --fleet with a folder of inventories too'],
])('%j needs a fleet', async (options, line) => {
  const dir = folder({ 'agents.yaml': yaml(LOGS), 'nodes.yaml': yaml(node('n')) });
  const { stderr } = await nodeAgents([
    'plan',
    join(dir, 'agents.yaml'),
    '--nodes',
    join(dir, 'nodes.yaml'),
    ...options,
  ]);
  expect(stderr).toEqual([line]);
});

test.each<[string, Record<string, string>, string]>([
  [
    'an empty folder',
    { 'fleet/README.md': '', 'fleet/.hidden.yaml': '' },
    'fleet: holds no inventory: expected CLUSTER.json, CLUSTER.yaml or a folder CLUSTER for each cluster',
  ],
  ['a file', { fleet: '' }, 'fleet: is a file: expected a folder with an inventory for each cluster'],
  ['nothing', {}, 'fleet: cannot be read: no such file or folder'],
  [
    'two inventories of one name',
    { 'fleet/a.yaml': '', 'fleet/a.json': '' },
    'fleet/a.yaml: is a second inventory of cluster a: fleet/a.json is one too',
  ],
  [
    'a file and a folder of one name',
    { 'fleet/a.json.gz': '', 'fleet/a/nodes.yaml': '' },
    'fleet/a.json.gz: is a second inventory of cluster a: fleet/a is one too',
  ],
])('%s is no fleet', async (_, files, line) => {
  expect(await fleet(files)()).toEqual({ exitCode: 2, stdout: '', stderr: [line] });
});

test('settings stand for what is not given, and their nodes do not stand in the way', async () => {
  const dir = folder({
    'agents.yaml': yaml(LOGS),
    ...THREE,
    'settings.yaml': 'manifests: agents.yaml\nnodes: nodes.json\nrequire: logs on every node\nfailOn: never\n',
  });
  const argv = ['plan', '--fleet', join(dir, 'fleet'), '--config', join(dir, 'settings.yaml'), '--format', 'markdown'];
  const { exitCode, stdout } = await nodeAgents(argv);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('agents/logs does not run on every node, and must');
});

test('the result goes to a file, and what cannot be planned to standard error', async () => {
  const dir = folder({ 'agents.yaml': yaml(LOGS), ...THREE, 'fleet/d.yaml': '' });
  const output = join(dir, 'plan.txt');
  const { stdout, stderr } = await nodeAgents([
    'plan',
    join(dir, 'agents.yaml'),
    '--fleet',
    join(dir, 'fleet'),
    '--output',
    output,
  ]);
  expect({ stdout, faults: stderr.length }).toEqual({ stdout: '', faults: 1 });
  expect(readFileSync(output, 'utf8')).toContain('1 cluster cannot be planned: mend the files that are named.');
});

test('manifests may come from standard input', async () => {
  const dir = folder(THREE);
  const { stdout } = await nodeAgents(['plan', '-', '--fleet', join(dir, 'fleet')], yaml(LOGS));
  expect(stdout).toMatch(/^1 agent on 3 clusters /);
});
