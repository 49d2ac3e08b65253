import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchAgents } from './agents';
import { fleetObjects } from './fleet';

/** Files of a fleet of clusters: `agents.json`, and an inventory for each cluster in `clusters`. */
export function writeClusters(count: number, nodes: number, agents: number): string {
  const root = mkdtempSync(join(tmpdir(), 'bench-clusters-'));
  writeFileSync(join(root, 'agents.json'), asList(benchAgents(agents)));
  mkdirSync(join(root, 'clusters'));
  const inventory = asList(fleetObjects(nodes, { pods: 'crowding' }));
  for (let i = 0; i < count; i++) {
    writeFileSync(join(root, 'clusters', `cluster-${i}.json`), inventory);
  }
  return root;
}

function asList(items: object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
