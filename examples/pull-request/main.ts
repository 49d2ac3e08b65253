import { join } from 'path';
import { App } from 'cdk8s';
import { MAIN, OPENED, Platform, PlatformProps, REVIEWED } from './chart';
import { NodeInventory, PlacementChange, PlacementPlanner } from 'cdk8s-node-agents';

const inventory = NodeInventory.fromFile(join(__dirname, 'fleet.yaml'));
const planOf = (props: PlatformProps) => PlacementPlanner.plan(inventory, new Platform(new App(), 'platform', props));

for (const [title, props] of [
  ['OPENED', OPENED],
  ['REVIEWED', REVIEWED],
] as const) {
  const { daemonSets, evicted, headroom } = PlacementChange.between(planOf(MAIN), planOf(props));
  console.log(title);
  for (const { name, change, scheduled, gained, lost, stuck } of daemonSets) {
    console.log(`${name} is ${change}: ${scheduled.before} nodes before, ${scheduled.after} after`);
    gained.forEach(({ nodes, reason }) => console.log(`  + ${nodes.join(', ')}: ${reason}`));
    lost.forEach(({ nodes, reason }) => console.log(`  - ${nodes.join(', ')}: ${reason}`));
    stuck.forEach(({ nodes, reason }) => console.log(`  ! ${nodes.join(', ')}: ${reason}`));
  }
  evicted.forEach(({ name, node, by }) => console.log(`${name} on ${node} is preempted for ${by}`));
  const cpu = headroom.find(({ resource }) => resource === 'cpu')!;
  console.log(`least cpu is left on ${cpu.node}: ${cpu.left}m, where ${cpu.leftBefore}m was left`);
  console.log();
}
