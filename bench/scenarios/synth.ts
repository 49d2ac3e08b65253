import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { Figure } from '../figure';
import { FLEETS, fleetInventory } from '../fleet/fleet';
import { TimingInTurn, measureInTurn, timesAsLong } from '../measure';
import { Scenario } from '../scenario';
import { AGENTS, agentsApp } from '../synth/agents-app';
import { Cdk8sSynth } from '../synth/cdk8s-synth';

const NODES = 5_000;
/** Whole commands take by turns longer and less long: of few a median says little. */
const COMMANDS = 40;
const ON_NODES = `on ${NODES.toLocaleString('en-US')} nodes`;

export const synthScenarios: readonly Scenario[] = [
  ...FLEETS.map(([pods, full]): Scenario => ({
    name: `synth of 100 agents${full}`,
    run: async () => {
      const inventory = fleetInventory(NODES, { pods });
      const timings = measureInTurn([() => synth(), () => synth(inventory)], 60);
      return figures(`synth of ${AGENTS} agents`, `with a plan ${ON_NODES}${full}`, timings);
    },
  })),
  {
    name: 'cdk8s synth of 100 agents',
    run: async () => {
      const command = await Cdk8sSynth.prepare(NODES);
      try {
        const timings = measureInTurn(
          [() => command.run({ planned: false }), () => command.run({ planned: true })],
          COMMANDS,
        );
        const what = `\`cdk8s synth\` of ${AGENTS} agents, the whole command`;
        return figures(what, `with a plan ${ON_NODES} of a snapshot`, timings);
      } finally {
        command.discard();
      }
    },
  },
];

function figures(what: string, plan: string, [without, withPlan]: readonly TimingInTurn[]): Figure[] {
  const times = timesAsLong(withPlan, without);
  return [
    { what, unit: 'ms', value: without.median, spread: without.spread },
    { what: `${what}, ${plan}`, unit: 'ms', value: withPlan.median, spread: withPlan.spread },
    { what: `${what}, ${plan}, against without`, unit: 'times', value: times, target: { atMost: 1.25 } },
  ];
}

/** From the first construct to the files. */
function synth(inventory?: NodeInventory): void {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  agentsApp(inventory, outdir).synth();
  rmSync(outdir, { recursive: true });
}
