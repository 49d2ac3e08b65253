import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { NodeSet } from '../../src/agents/node-set';
import { TolerationSet } from '../../src/agents/toleration-set';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { PlacementValidation } from '../../src/synth/placement-validation';
import { fleetInventory } from '../fleet/fleet';
import { measure } from '../measure';
import { Scenario } from '../scenario';

const AGENTS = 100;
const NODES = 5_000;
/** Half of the agents run on one group of nodes each, as many as there are groups; the others on all Linux nodes. */
const GROUPS = ['general', 'general-arm', 'spot', 'spot-batch', 'memory', 'storage', 'gpu-a100', 'gpu-t4', 'ingress'];

export const synthScenarios: readonly Scenario[] = [
  {
    name: 'synth of 100 agents',
    run: async () => {
      const inventory = fleetInventory(NODES, { pods: true });
      const plain: number[] = [];
      const planned: number[] = [];
      // By turns, so that what else runs on the machine slows both.
      for (let round = 0; round < 3; round++) {
        plain.push((await measure(() => synth(), 5)).median);
        planned.push((await measure(() => synth(inventory), 5)).median);
      }
      const [without, withPlan] = [Math.min(...plain), Math.min(...planned)];
      return [
        { what: 'synth of 100 agents', unit: 'ms', value: without },
        { what: 'synth of 100 agents with a plan on 5,000 nodes', unit: 'ms', value: withPlan },
        {
          what: 'synth with a plan against without',
          unit: 'times',
          value: withPlan / without,
          target: { atMost: 1.25 },
        },
      ];
    },
  },
];

/** An app of agents from its first construct to its files. */
function synth(inventory?: NodeInventory): void {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  const app = new App({ outdir });
  const chart = new Chart(app, 'node-agents', { namespace: 'node-agents' });
  for (let i = 0; i < AGENTS; i++) {
    const group = GROUPS[i % (2 * GROUPS.length)];
    new NodeAgentDaemonSet(chart, `agent-${i}`, {
      containers: [{ image: `registry.example.com/agent-${i}:1.0.0` }],
      nodes: group ? NodeSet.labelled('eks.amazonaws.com/nodegroup', group) : undefined,
      tolerations: i % 2 ? TolerationSet.everything() : undefined,
    });
  }
  if (inventory) {
    PlacementValidation.attach(app, { inventory, allowPending: true });
  }
  app.synth();
  rmSync(outdir, { recursive: true });
}
