import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse, parseDocument, visit } from 'yaml';
import { nodeAgents, temporaryFolder } from '../cli/command-line';

const ROOT = join(__dirname, '../..');
const folder = temporaryFolder();
const here = process.cwd();
let scratch: string;

/** A repository as the pipelines find it once the app is synthesized, before and after. */
beforeAll(() => {
  scratch = folder();
  for (const dist of ['dist', 'base/dist']) {
    mkdirSync(join(scratch, dist), { recursive: true });
    copyFileSync(join(ROOT, 'demo/agents.yaml'), join(scratch, dist, 'agents.yaml'));
  }
  copyFileSync(join(ROOT, 'demo/nodes.yaml'), join(scratch, 'nodes.json'));
  process.chdir(scratch);
});

afterAll(() => process.chdir(here));

/** The lines that a pipeline types, with the words of each. */
function commandsOf(text: string): string[][] {
  const document = parseDocument(text);
  expect(document.errors).toEqual([]);
  const lines: string[] = [];
  visit(document, {
    Scalar: (_, { value }) => {
      lines.push(...(typeof value === 'string' ? value.split('\n') : []));
    },
  });
  return lines.flatMap((line) => {
    const typed = /^\s*npx node-agents (.*)$/.exec(line)?.[1];
    return typed ? [typed.split(' ').map((word) => word.replace(/^"(.*)"$/, '$1'))] : [];
  });
}

describe.each(['github-actions', 'gitlab-ci'])('%s', (name) => {
  const commands = commandsOf(readFileSync(join(ROOT, `docs/pipelines/${name}.yaml`), 'utf8'));

  test('it compares, reports as SARIF and HTML, gates, and takes a snapshot', () => {
    const typed = commands.map((words) => words.join(' '));
    expect(typed).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^diff .*--format markdown/),
        expect.stringMatching(/^plan .*--format sarif/),
        expect.stringMatching(/^plan .*--format html/),
        expect.stringMatching(/^plan .*--fail-on pending/),
        expect.stringMatching(/^snapshot .*--output nodes.json/),
      ]),
    );
  });

  test.each(commands.map((words) => [words.join(' '), words] as const))('node-agents %s', async (_, words) => {
    const [command] = words;
    const help = (await nodeAgents([command, '--help'])).stdout;
    const unknown = words.filter((word) => word.startsWith('--') && !new RegExp(`^ +${word}[ ,]`, 'm').test(help));
    expect(unknown).toEqual([]);
    if (command === 'snapshot') {
      return; // It would ask a cluster.
    }
    const { exitCode, stderr } = await nodeAgents(words);
    // A pod of the demo stays Pending.
    expect({ exitCode, stderr }).toEqual({ exitCode: words.includes('pending') ? 1 : 0, stderr: [] });
    const output = words.includes('--output') ? words[words.indexOf('--output') + 1] : 'nodes.json';
    expect(existsSync(join(scratch, output))).toBe(true);
  });

  test('the comment begins with what the pipeline finds it by', async () => {
    const { stdout } = await nodeAgents(['diff', 'base/dist', 'dist', '--nodes', 'nodes.json', '--format', 'markdown']);
    const heading = '### Node agents:';
    expect(stdout.startsWith(heading)).toBe(true);
    expect(readFileSync(join(ROOT, `docs/pipelines/${name}.yaml`), 'utf8')).toContain(`startswith("${heading}")`);
  });
});

/** The scripts of a pipeline, as its runner hands each to a shell, with the variables that it sets. */
function scriptsOf(name: string): { script: string; env: Record<string, string> }[] {
  const pipeline = parse(readFileSync(join(ROOT, `docs/pipelines/${name}.yaml`), 'utf8'));
  return name === 'gitlab-ci'
    ? Object.values<any>(pipeline).map(({ script, variables = {} }) => ({ script: script.join('\n'), env: variables }))
    : Object.values<any>(pipeline.jobs).flatMap(({ steps }) =>
        steps.flatMap(({ run, env = {} }: any) => (run ? [{ script: run, env }] : [])),
      );
}

/** Every program but those of the shell itself: it says what it is called with, and prints what the pipeline reads. */
const PROGRAMS: Record<string, string> = {
  npm: '',
  npx: '',
  git: 'case "$*" in *--quiet*) exit 1 ;; esac',
  gh: 'case "$*" in *--paginate*) echo "$COMMENT" ;; esac',
  curl: 'case "$*" in *sha256*) echo digest ;; *) echo "[]" ;; esac',
  jq: 'cat > /dev/null; echo "$COMMENT"',
  apk: '',
  install: '',
  sha256sum: 'grep -q "^digest  kubectl$"',
};

/** What the scripts of a pipeline call, in a shell that stops at the first mistake. */
function callsOf(name: string, comment: string): string {
  const dir = folder({ 'comment.md': '### Node agents: nothing changes\n' });
  const bin = join(dir, 'bin');
  ['bin', 'base'].forEach((each) => mkdirSync(join(dir, each)));
  for (const [program, body] of Object.entries(PROGRAMS)) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} $*" >> "$CALLS"\n${body}\n`);
    chmodSync(join(bin, program), 0o755);
  }
  const calls = join(dir, 'calls');
  writeFileSync(calls, '');
  for (const { script, env } of scriptsOf(name)) {
    const given = {
      ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.includes('${{') ? '7' : value])),
      PATH: [bin, process.env.PATH].join(delimiter),
      CALLS: calls,
      COMMENT: comment,
      GITHUB_STEP_SUMMARY: join(dir, 'summary.md'),
      GITHUB_REPOSITORY: 'owner/repository',
      RUNNER_TEMP: dir,
      KUBECONFIG: join(dir, 'kubeconfig'),
      NODE_AGENTS_TOKEN: 'token',
      CI_API_V4_URL: 'https://gitlab.example/api/v4',
      CI_PROJECT_ID: '1',
      CI_MERGE_REQUEST_IID: '2',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: 'c0ffee',
    };
    // An unset variable is a mistake of the pipeline, which no runner would tell.
    const { status, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: dir,
      env: given,
    });
    expect({ script, status, stderr: `${stderr}` }).toEqual({ script, status: 0, stderr: '' });
  }
  return readFileSync(calls, 'utf8');
}

test.each([
  ['github-actions', '', 'gh api --method POST repos/owner/repository/issues/7/comments -F body=@comment.md'],
  ['github-actions', '5', 'gh api --method PATCH repos/owner/repository/issues/comments/5 -F body=@comment.md'],
  ['gitlab-ci', '', '--request POST --header PRIVATE-TOKEN: token'],
  ['gitlab-ci', '5', '/projects/1/merge_requests/2/notes/5'],
])('every line of %s runs in a shell, where the comment is "%s"', (name, comment, expected) => {
  const calls = callsOf(name, comment);
  expect(calls).toContain(expected);
  expect(calls.match(/^npx node-agents /gm)!.length).toBeGreaterThanOrEqual(5);
});

test('a pipeline that takes a snapshot has a kubectl', () => {
  expect(callsOf('gitlab-ci', '')).toMatch(
    /^install kubectl \/usr\/local\/bin\/kubectl\n[^]*^npx node-agents snapshot/m,
  );
});
