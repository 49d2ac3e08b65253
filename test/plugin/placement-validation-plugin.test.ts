import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { buildSync } from 'esbuild';
import { stringify } from 'yaml';
import { PlacementValidationPlugin, PlacementValidationPluginProps } from '../../src';
import { temporaryFolder, yaml } from '../cli/command-line';
import { daemonSet, node } from '../fixtures';

const ROOT = join(__dirname, '../..');
const CDK8S = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
const folder = temporaryFolder();

// Each synth starts cdk8s-cli, the app and the package anew.
jest.setTimeout(60_000);

/** What the plugin reports of manifests to cdk8s-cli's own report. */
async function reported(properties: object, files: Record<string, string>) {
  const cwd = folder(files);
  const here = process.cwd();
  process.chdir(cwd);
  try {
    const context = new ValidationContext(['agents.yaml'], 'cdk8s-node-agents', '1.0.0');
    await new PlacementValidationPlugin(properties as PlacementValidationPluginProps).validate(context);
    return { ...context.report.toJson(), text: context.report.toString() };
  } finally {
    process.chdir(here);
  }
}

/** The package as cdk8s-cli loads it: by its main entry, from a folder. */
let plugin: string;

beforeAll(() => {
  plugin = folder();
  symlinkSync(join(ROOT, 'node_modules'), join(plugin, 'node_modules'));
  buildSync({
    entryPoints: [join(ROOT, 'src/index.ts')],
    outfile: join(plugin, 'index.js'),
    bundle: true,
    platform: 'node',
    external: ['cdk8s', 'cdk8s-plus-28', 'constructs'],
    logLevel: 'error',
  });
});

interface Synth {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The reports as cdk8s-cli writes them. */
  readonly reports: { violations: any[]; summary: any }[];
}

/** Runs `cdk8s synth` of an app in a scratch folder. */
async function synth(app: string, properties: object, files: Record<string, string>): Promise<Synth> {
  const validations = [{ package: plugin, version: '1.0.0', class: 'PlacementValidationPlugin', properties }];
  const cwd = folder({
    ...files,
    'cdk8s.yaml': stringify({ language: 'typescript', app, output: 'dist', validations }),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(cwd, 'node_modules'));
  const argv = [CDK8S, 'synth', '--check-upgrade=false', '--validation-reports-output-file', 'reports.json'];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd }, (error, stdout, stderr) => {
      const written = join(cwd, 'reports.json');
      resolve({
        exitCode: typeof error?.code === 'number' ? error.code : 0,
        stdout: stripVTControlCharacters(stdout),
        stderr,
        reports: existsSync(written) ? JSON.parse(readFileSync(written, 'utf8')).reports : [],
      });
    });
  });
}

const NODES = yaml(
  node('a', { labels: { 'kubernetes.io/os': 'linux' } }),
  node('gpu-7', {
    labels: { 'kubernetes.io/os': 'linux' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
  }),
  node('small', { labels: { 'kubernetes.io/os': 'linux' }, allocatable: { cpu: '50m' } }),
);

const TYPESCRIPT_APP = `
const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'agents');
new ApiObject(chart, 'log-collector', JSON.parse(process.env.AGENT ?? '${JSON.stringify(daemonSet('logs'))}'));
app.synth();
`;

/** An app in no language of cdk8s at all. */
const COPIES = 'mkdir -p dist && cat agents.yaml > dist/agents.k8s.yaml';

test('a synth passes when every pod that is wanted runs, and the report says of what', async () => {
  const { exitCode, stdout, reports } = await synth(
    'node main.js',
    { nodes: 'nodes.yaml', kubernetesVersion: '1.33', require: ['logs on kubernetes.io/hostname notin (gpu-7)'] },
    { 'main.js': TYPESCRIPT_APP, 'nodes.yaml': NODES },
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('Validations ended') });
  expect(reports[0].violations).toEqual([]);
  expect(reports[0].summary).toMatchObject({
    status: 'success',
    metadata: {
      Kubernetes: '1.33',
      Agents: '1',
      Nodes: '3',
      'Pods that do not run': '0',
      Errors: '0',
      'Fails on': 'pending',
    },
  });
});

test('a coverage that is not met fails the synth with rule, construct, file, line, nodes, reason and fix', async () => {
  const { exitCode, stdout, reports } = await synth(
    'node main.js',
    { nodes: ['nodes.yaml'], require: [{ agent: 'agents/logs', nodes: 'kubernetes.io/os=linux' }] },
    { 'main.js': TYPESCRIPT_APP, 'nodes.yaml': NODES },
  );
  expect(exitCode).toBe(2);
  expect(stdout).toContain(`coverage (1 occurrences)

  Occurrences:

    - Construct Path: agents/log-collector
    - Manifest Path: dist/agents.k8s.yaml
    - Resource Name: logs
    - Locations:
      > line 4: metadata.name

  Recommendation: must run on every node with kubernetes.io/os=linux, and does not: Excluded on gpu-7: untolerated taint nvidia.com/gpu=present:NoSchedule
  How to fix: mend what keeps it away, or narrow the requirement to the nodes it is meant for`);
  expect(reports[0].summary.status).toBe('failure');
});

test('an app in any language is planned, and what several agents have in common is told once', async () => {
  const agents = yaml(daemonSet('logs', {}, { cpu: '100m' }), daemonSet('metrics', {}, { cpu: '100m' }));
  const files = { 'agents.yaml': agents, 'nodes.yaml': NODES };
  const { exitCode, reports } = await synth(COPIES, { nodes: 'nodes.yaml' }, files);
  expect(exitCode).toBe(2);
  expect(reports[0].violations).toEqual([
    {
      ruleName: 'pod-pending',
      recommendation: expect.stringMatching(/^1 pod would stay Pending on small: .*Insufficient cpu/),
      fix: 'lower the request, raise the priority, make room or leave those nodes out',
      violatingConstructs: ['logs', 'metrics'].map((resourceName, i) => ({
        resourceName,
        manifestPath: 'dist/agents.k8s.yaml',
        locations: [`line ${4 + i * agents.split('---')[0].split('\n').length}: metadata.name`],
      })),
    },
  ]);
});

test('a wrong property of cdk8s.yaml is told as what is wrong, without a stack', async () => {
  const files = { 'agents.yaml': yaml(daemonSet('logs')), 'nodes.yaml': NODES };
  const { exitCode, stdout, stderr, reports } = await synth(COPIES, { nodes: 'nodes.yaml', failOn: 'eror' }, files);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.not.stringMatching(/^\s+at /m) });
  expect(stdout).toContain('Recommendation: cdk8s.yaml: properties: failOn is "eror": must be one of error, warning');
  expect(reports[0].summary.status).toBe('failure');
});

describe('failOn', () => {
  const agent = daemonSet('logs', {}, { cpu: '100m' });
  agent.spec.template.spec.containers[0].image = 'registry.example/agent:latest';

  test.each([
    ['error', 'success', []],
    ['pending', 'failure', ['pod-pending']],
    ['warning', 'failure', ['budget-spent', 'no-os-selector', 'latest-image']],
    ['never', 'success', ['pod-pending']],
  ] as const)('%s ends in %s and reports %p', async (failOn, status, rules) => {
    const files = { 'agents.yaml': yaml(agent), 'nodes.yaml': NODES };
    const { summary, violations } = await reported({ nodes: 'nodes.yaml', failOn }, files);
    expect(summary.status).toBe(status);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(rules);
  });
});

test('a port that the platform holds is an error', async () => {
  const agent = daemonSet('exporter');
  Object.assign(agent.spec.template.spec.containers[0], { ports: [{ containerPort: 9100, hostPort: 9100 }] });
  const properties = { nodes: 'nodes.yaml', platformPorts: '9100/TCP=openshift' };
  const { violations } = await reported(properties, { 'agents.yaml': yaml(agent), 'nodes.yaml': NODES });
  expect(violations.map(({ ruleName, recommendation }) => [ruleName, recommendation])).toEqual([
    ['platform-port', expect.stringContaining('9100/TCP, which openshift holds on every node')],
  ]);
});

test('what a platform forbids is an error', async () => {
  const agent = daemonSet('logs');
  Object.assign(agent.spec.template.spec.containers[0], { securityContext: { privileged: true } });
  const files = { 'agents.yaml': yaml(agent), 'nodes.yaml': NODES };
  const properties = { nodes: 'nodes.yaml', failOn: 'error' };
  expect((await reported(properties, files)).summary.status).toBe('success');
  const { summary, violations } = await reported({ ...properties, platforms: ['gke-autopilot'] }, files);
  expect(summary.status).toBe('failure');
  expect(violations.map(({ ruleName }) => ruleName)).toContain('gke-autopilot-privileged');
});

test.each<[string, object, string[]]>([
  ['no nodes', {}, ['cdk8s.yaml: properties: nodes is required']],
  [
    'words that are mistyped, all at once,',
    { nods: 'nodes.yaml', failOn: 'eror', kubernetesVersion: '1.99', platformPorts: ['http'], platforms: 'gke' },
    [
      'cdk8s.yaml: properties: nodes is required',
      'nods is "nodes.yaml": is no setting: expected nodes, kubernetesVersion, require, failOn, platformPorts, platforms (did you mean nodes?)',
      'kubernetesVersion is "1.99"',
      'failOn is "eror"',
      'platformPorts[0] is "http": "http" is no platform port: expected PORT/PROTOCOL=WHO',
      'platforms is "gke": must be one of bottlerocket, gke-autopilot, openshift, talos',
    ],
  ],
  [
    'an agent that is not there',
    { nodes: 'nodes.yaml', require: ['lgos'] },
    ['cdk8s.yaml: properties: the plan has no DaemonSet "lgos": did you mean logs?'],
  ],
  ['a file that is not there', { nodes: 'nope.yaml' }, ['nope.yaml: cannot be read: no such file or folder']],
  ['a file without nodes', { nodes: 'none.yaml' }, ['none.yaml: holds no Node: expected at least one']],
  [
    'a quantity that Kubernetes cannot read',
    { nodes: 'broken.yaml' },
    ['broken.yaml:11: Node b: status.allocatable.cpu is "1 core"'],
  ],
])('%s is told as what is wrong', async (_, properties, told) => {
  const files = {
    'agents.yaml': yaml(daemonSet('logs')),
    'nodes.yaml': NODES,
    'none.yaml': yaml(daemonSet('other')),
    'broken.yaml': yaml(node('b', { allocatable: { cpu: '1 core' } })),
  };
  const { violations, summary } = await reported(properties, files);
  expect(summary.status).toBe('failure');
  expect(
    violations.map(({ recommendation }, i) => (recommendation.includes(told[i]) ? told[i] : recommendation)),
  ).toEqual(told);
});

test('a manifest that cannot be planned is told with its name, file, line and field', async () => {
  const files = { 'agents.yaml': yaml(daemonSet('logs', {}, { cpu: '1 core' })), 'nodes.yaml': NODES };
  const { violations } = await reported({ nodes: 'nodes.yaml' }, files);
  expect(violations).toMatchObject([
    {
      ruleName: 'unreadable-input',
      violatingConstructs: [
        {
          resourceName: 'logs',
          manifestPath: 'agents.yaml',
          locations: ['line 20: spec.template.spec.containers[0].resources.requests.cpu'],
        },
      ],
    },
  ]);
});

test('an app without a DaemonSet passes', async () => {
  const files = { 'agents.yaml': '# nothing yet\n', 'nodes.yaml': NODES };
  const { violations, summary } = await reported({ nodes: 'nodes.yaml' }, files);
  expect({ violations, status: summary.status }).toEqual({ violations: [], status: 'success' });
});

test('control characters in what is planned never reach the terminal', async () => {
  const files = { 'agents.yaml': yaml(daemonSet('logs')), 'nodes.yaml': NODES };
  const { violations } = await reported({ nodes: 'nodes.yaml', require: ['lo\u001b[31mgs'] }, files);
  expect(violations).toHaveLength(1);
  expect(JSON.stringify(violations)).not.toContain('\\u001b');
});
