import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { run } from '../../src/cli/run';
import { writeClusters } from '../fleet/clusters';
import { Scenario } from '../scenario';

const CLUSTERS = 1_000;
const NODES = 100;
const AGENTS = 20;

/** The whole command, as it is typed: files read, clusters planned and grouped, and told in text. */
export const clusterScenarios: readonly Scenario[] = [
  {
    name: 'fleet of 1,000 clusters',
    run: async () => {
      const root = writeClusters(CLUSTERS, NODES, AGENTS);
      try {
        // Once and cold, as a command runs.
        const started = performance.now();
        await planFleet(root);
        const passed = performance.now() - started;
        const what = `plan --fleet, 1,000 clusters × ${NODES} nodes × ${AGENTS} agents, ${availableParallelism()} cores`;
        return [{ what, unit: 'clusters/s', value: (CLUSTERS * 1000) / passed }];
      } finally {
        rmSync(root, { recursive: true });
      }
    },
  },
];

async function planFleet(root: string): Promise<void> {
  const argv = ['plan', join(root, 'agents.json'), '--fleet', join(root, 'clusters')];
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const exitCode = await run(argv, { stdin: process.stdin, stdout: nowhere(), stderr: nowhere() });
  if (exitCode !== 0) {
    throw new Error(`plan --fleet ended with ${exitCode}`);
  }
}
