import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing, Yaml } from 'cdk8s';
import { Agents, FleetPlan } from './chart';
import { apiFaults } from '../../test/kubernetes/api-faults';
import { unkept } from '../../test/kubernetes/unkept';

const CLUSTERS = join(__dirname, 'clusters');

function synth(shards: number) {
  const app = new App();
  const agents = new Agents(app, 'agents');
  const props = { agents, image: 'registry.example/node-agents:1.0.0', inventories: 'inventories', plans: 'plans' };
  const manifests: any[] = Testing.synth(new FleetPlan(app, 'fleet-plan', { ...props, shards }));
  const [namespace, configMap, job] = manifests;
  return {
    manifests,
    namespace,
    configMap,
    job,
    pod: job.spec.template.spec,
    container: job.spec.template.spec.containers[0],
  };
}

test('the API server takes every object as it is, and keeps it so', () => {
  const { manifests } = synth(16);
  expect(manifests.map(({ kind }) => kind)).toEqual(['Namespace', 'ConfigMap', 'Job']);
  expect(manifests.flatMap((manifest) => [...apiFaults(manifest), ...unkept(manifest)])).toEqual([]);
});

test('the pods need less than the strictest Pod Security Standard allows, and nothing of the API server', () => {
  const { namespace, pod, container } = synth(16);
  expect(namespace.metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  expect(pod.automountServiceAccountToken).toBe(false);
  expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
  const writable = container.volumeMounts.filter(({ readOnly }: { readOnly?: boolean }) => !readOnly);
  expect(writable).toEqual([{ name: 'plans', mountPath: '/output' }]);
});

test('each index is a shard, and an answer is not asked for twice', () => {
  const { job, container } = synth(16);
  expect(job.spec).toMatchObject({ completionMode: 'Indexed', completions: 16, parallelism: 16 });
  expect(container.args).toContain('--shard=$(JOB_COMPLETION_INDEX)/16');
  expect(job.spec.podFailurePolicy.rules[0]).toMatchObject({
    action: 'FailIndex',
    onExitCodes: { operator: 'In', values: [1, 2] },
  });
});

describe('what the pods run', () => {
  const SHARDS = 2;
  const { container, configMap } = synth(SHARDS);
  let root: string;
  const program = ['-r', 'tsx/cjs', join(__dirname, '../../src/cli/main.ts')];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'fleet-plan-'));
    writeFileSync(join(root, 'agents.yaml'), configMap.data['agents.yaml']);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** A word of the command as the kubelet has it for an index, with the paths of volumes where they are here. */
  function expanded(word: string, index: number): string {
    return word
      .replaceAll('$(JOB_COMPLETION_INDEX)', `${index}`)
      .replace('/input/agents', root)
      .replace('/input/clusters', CLUSTERS)
      .replace('/output', root);
  }

  test('plans every cluster once, and their plans merge to that of the fleet', () => {
    const [name, ...words] = [...container.command, ...container.args] as string[];
    expect(name).toBe('node-agents');
    for (let index = 0; index < SHARDS; index++) {
      const argv = words.map((word) => expanded(word, index));
      expect(spawnSync(process.execPath, [...program, ...argv], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stdout: '',
        stderr: '',
      });
    }
    const plans = ['0.json', '1.json'].map((file) => join(root, file));
    const merged = execFileSync(process.execPath, [...program, 'merge', ...plans], { encoding: 'utf8' });
    expect(merged).toMatch(/^3 agents on 5 clusters with 97 nodes/);
    expect(merged).toContain(
      '1 cluster: oslo\n  - node-agents/logs is Pending on every node of edge: Insufficient cpu\n',
    );
    expect(readFileSync(join(__dirname, 'README.md'), 'utf8')).toContain(merged.trim());
  }, 120_000);
});

test('the guide shows the Job as it is', () => {
  const { job } = synth(16);
  const guide = readFileSync(join(__dirname, '../../docs/scale.md'), 'utf8');
  expect(guide).toContain(`\`\`\`yaml\n${Yaml.stringify(job)}\`\`\`\n`);
});
