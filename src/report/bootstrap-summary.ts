import { daemonSetNamesText } from './daemon-set-names';
import { nodeNamesText } from './node-names';
import { countText } from './units';
import { AgentBootstrap, BootstrapPlanDocument, NodeBootstrap } from '../planner/bootstrap/bootstrap-document';

/** How many of the new nodes become ready. */
export function bootstrapHeadline({ nodes, firstNode, kubernetesVersion }: BootstrapPlanDocument): string {
  const total = nodeCount(nodes);
  const ready = nodeCount(nodes.filter(({ becomesReady }) => becomesReady));
  if (total === 0) {
    return `No node starts a kubelet, Kubernetes ${kubernetesVersion}`;
  }
  const what = firstNode ? 'as the first node of an empty cluster' : 'as one more node of the cluster';
  return `Of ${countText(total, 'node')}, each ${what}, ${ready === total ? 'every one becomes' : ready === 0 ? 'none becomes' : `${ready} become`} Ready, Kubernetes ${kubernetesVersion}`;
}

/** Which nodes were left out, and why; undefined when none was. */
export function virtualNodesText({ virtualNodes }: BootstrapPlanDocument, width?: number): string | undefined {
  return virtualNodes.length === 0
    ? undefined
    : `Left out: ${countText(virtualNodes.length, 'virtual node')} without an ordinary kubelet, where no agent starts (${nodeNamesText(virtualNodes, width)})`;
}

/** What to do next. */
export function bootstrapClosing({ nodes, deadlocks }: BootstrapPlanDocument): string {
  const never = nodes.filter(({ becomesReady }) => !becomesReady);
  if (never.length > 0 || deadlocks.length > 0) {
    const what =
      never.length > 0
        ? `${countText(nodeCount(never), 'new node')} would never become Ready`
        : 'Agents wait for each other for ever';
    const fixable = deadlocks.some(({ fixes }) => fixes.length > 0);
    return `${what}: ${fixable ? 'apply the fixes above, then ask again' : 'see above what each agent waits for'}.`;
  }
  if (nodes.length === 0) {
    return 'Nothing to wait for: virtual nodes are Ready by themselves, and run no agents.';
  }
  const held = nodes.flatMap(({ agents }) => agents.filter(isHeldUp));
  const outrun = nodes.flatMap(({ agents }) => agents.filter((agent) => agent.outrun));
  return [
    `New nodes become Ready${held.length === 0 ? ', and every agent that belongs there runs' : ''}.`,
    held.length > 0 && 'Look at the agents that are Pending or Waiting.',
    outrun.length > 0 &&
      `Workloads may start before ${[...new Set(outrun.map((agent) => agent.daemonSet))].length === 1 ? outrun[0].daemonSet : 'some agents'}: a startup taint that the agent removes would hold them back.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

/** The agents that become ready at one time; what needs none of them comes by itself. */
export function startsText(starts: readonly string[]): string {
  return starts.length > 0 ? daemonSetNamesText(starts) : 'by itself';
}

/** Whether a pod of the agent is there, or wanted, and does not become ready. */
export function isHeldUp({ state }: AgentBootstrap): boolean {
  return state === 'Pending' || state === 'Waiting';
}

export function nodeCount(nodes: readonly Pick<NodeBootstrap, 'nodes'>[]): number {
  return nodes.reduce((sum, each) => sum + each.nodes.length, 0);
}
