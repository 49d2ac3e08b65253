import { join } from 'path';
import { App } from 'cdk8s';
import { AT_FIRST, MENDED, NodeStart, STARTUP } from './chart';
import { BootstrapPlanner, NodeInventory } from 'cdk8s-node-agents';

const inventory = NodeInventory.fromFile(join(__dirname, 'fleet.yaml'));

for (const [title, props] of [
  ['AT FIRST', AT_FIRST],
  ['MENDED', MENDED],
] as const) {
  const plan = BootstrapPlanner.plan(inventory, new NodeStart(new App(), 'node-start', props), STARTUP);
  console.log(title);
  for (const { nodes, becomesReady, phases } of plan.nodes) {
    console.log(`${nodes.join(', ')} ${becomesReady ? 'becomes' : 'never becomes'} Ready`);
    phases.forEach(({ starts, then }, i) => console.log(`  ${i + 1}. ${[...starts, ...then].join(', ')}`));
  }
  for (const { message, fixes } of plan.deadlocks) {
    console.log(`deadlock: ${message}`);
    fixes.forEach(({ daemonSet, typescript }) => console.log(`  fix: ${daemonSet}: ${typescript}`));
  }
  console.log();
}
