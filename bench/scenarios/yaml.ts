import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { printedYaml } from '../fleet/printed-text';
import { measure } from '../measure';
import { Scenario } from '../scenario';

/** With the pods on half of them, this many come to 50 MB. */
const NODES = 2_000;

export const yamlScenarios: readonly Scenario[] = [
  {
    name: 'inventory of 50 MB of YAML',
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      try {
        const file = join(folder, 'nodes.yaml');
        const text = [...printedYaml(NODES)].join('');
        writeFileSync(file, text);
        const { median, spread } = await measure(() => NodeInventory.fromFile(file), 3);
        const what = `inventory of a file of YAML, ${Math.round(text.length / 1e6)} MB, ${NODES} nodes and their pods`;
        return [{ what, unit: 's', value: median / 1e3, spread, target: { atMost: 15 } }];
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];
