import { join } from 'node:path';
import { nodeAgents, temporaryFolder, yaml } from './command-line';
import { daemonSet } from '../fixtures';

const folder = temporaryFolder();
const broken = daemonSet('broken', { nodeSelectors: { disk: 'ssd' }, containers: [{ name: 'agent' }] });

function validate(manifests: string, previous?: string, ...options: string[]) {
  const dir = folder({ 'agents.yaml': manifests, ...(previous === undefined ? {} : { 'live.yaml': previous }) });
  const from = previous === undefined ? [] : ['--previous', join(dir, 'live.yaml')];
  return nodeAgents(['validate', join(dir, 'agents.yaml'), ...from, ...options]).then((result) => ({
    ...result,
    stdout: result.stdout.replaceAll(`${dir}/`, ''),
  }));
}

test('a DaemonSet that the API server accepts is fine', async () => {
  expect(await validate(yaml(daemonSet('logs')))).toEqual({
    exitCode: 0,
    stdout: 'The API server would accept 1 DaemonSet.\n',
    stderr: [],
  });
});

test('every error is told with file, line, object, field and what was meant', async () => {
  const { exitCode, stdout } = await validate(yaml(daemonSet('logs'), broken));
  expect(exitCode).toBe(1);
  const lines = stdout.split('\n');
  expect(stdout.replaceAll('\n  ', ' ')).toMatch(
    /^agents\.yaml:\d+: DaemonSet agents\/broken: spec\.template\.spec\.nodeSelectors .*unknown field.*nodeSelector\?\)$/m,
  );
  expect(stdout).toMatch(/spec\.template\.spec\.containers\[0\]\.image/);
  expect(lines.at(-2)).toBe('The API server would refuse 1 of 2 DaemonSets.');
});

test('an update is held against what is deployed: a selector cannot change', async () => {
  const changed = daemonSet('logs');
  changed.spec.selector.matchLabels = { app: 'logs', version: '2' };
  changed.spec.template.metadata.labels = { app: 'logs', version: '2' };
  expect((await validate(yaml(changed))).exitCode).toBe(0);
  const { exitCode, stdout } = await validate(yaml(changed), yaml(daemonSet('logs')));
  const told = stdout.replace(/\s+/g, ' ');
  expect({ exitCode, refused: told.includes('spec.selector') && told.includes('field is immutable') }).toEqual({
    exitCode: 1,
    refused: true,
  });
});

test('JSON has the errors of every DaemonSet with their lines', async () => {
  const { stdout } = await validate(yaml(broken), undefined, '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'ManifestValidation',
    objects: [
      {
        object: 'DaemonSet agents/broken',
        errors: [{ type: 'UnknownField', field: 'spec.template.spec.nodeSelectors', line: expect.any(Number) }, {}],
      },
    ],
  });
});

test('manifests without a DaemonSet are bad input', async () => {
  const { exitCode, stdout, stderr } = await validate(
    yaml({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toEqual([expect.stringContaining('no DaemonSet among the manifests')]);
});
