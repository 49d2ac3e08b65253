import { App, Chart } from 'cdk8s';
import { NodeAgentDaemonSet, NodeInventory, NodeSet, PlacementValidation, TolerationSet } from '../../src';

export const AGENTS = 100;
/** Half of the agents run on one group of nodes each, as many as there are groups; the others on all Linux nodes. */
const GROUPS = ['general', 'general-arm', 'spot', 'spot-batch', 'memory', 'storage', 'gpu-a100', 'gpu-t4', 'ingress'];

/** An app of agents, with a plan where there are nodes to plan against. */
export function agentsApp(inventory?: NodeInventory, outdir?: string): App {
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
  return app;
}
