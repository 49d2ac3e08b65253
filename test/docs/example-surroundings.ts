import { App, Chart } from 'cdk8s';
import { Collector, LogCollector, LogOutput, NodeInventory, PlacementPlanner } from '../../src';
import { node } from '../fixtures';

/** The nodes that examples speak of. */
export const NODES = ['gpu-7', 'worker-1'].map((name) => node(name));

/** What an example may take for granted: names that it does not declare itself. */
export function surroundings(empty: boolean) {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'node-agents' });
  const collector = Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });
  const inventory = NodeInventory.fromManifests(NODES);
  if (!empty) new LogCollector(chart, 'logs', { collector });
  const manifests: any[] = chart.toJson();
  const manifest = manifests.find(({ kind }) => kind === 'DaemonSet');
  const plan = PlacementPlanner.plan(inventory, manifests);
  return { app, chart, collector, inventory, manifests, manifest, plan, live: manifests, main: [], branch: manifests };
}
