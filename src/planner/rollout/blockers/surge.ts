import { BlockerRule, blocker, byReason, countInWords, nodesWhere, reasonsInWords } from './blocker';
import { hostPathsWritten } from './host-paths';
import { hostPortToString, hostPorts } from '../../../kubernetes/host-port';
import { PlannedRollout } from '../planned-rollout';
import { ClassNodes, RolloutClass } from '../rollout-class';
import { NodeAction } from '../simulation/node-action';

const DELETE_FIRST = 'set maxSurge to 0 and maxUnavailable to 1 or more: the old pod is then deleted first';

/** Nodes where the new pod is created beside an available old one. */
function surgedNodes(rollout: PlannedRollout, holds: (nodes: RolloutClass) => boolean = () => true): ClassNodes[] {
  const { maxSurge } = rollout.rules.strategy;
  return nodesWhere(rollout, (nodes, action) => maxSurge > 0 && isSurged(nodes, action) && holds(nodes));
}

function isSurged({ decision }: RolloutClass, action: NodeAction): boolean {
  return action === 'offer' && decision.shouldRun;
}

/** Whether the scheduler keeps the new pod off as long as the old one is there, and the plugin is a reason. */
function waitsFor({ prospects: { alone, beside } }: RolloutClass, plugin: string): boolean {
  const waits = alone.state === 'bound' && beside.state === 'pending';
  return waits && beside.reasons.some((reason) => reason.plugin === plugin);
}

/** The new pod waits for the host port of the old one (kubernetes#106417). */
export const surgeHostPort: BlockerRule = (rollout) => {
  const { change, rules, version } = rollout;
  const ports = hostPorts(change.to.daemonSet.template.spec, version).map(hostPortToString);
  if (!rules.allowsSurge || ports.length === 0) {
    return [];
  }
  const told = [...new Set(ports)].join(', ');
  const nodes = surgedNodes(rollout, (each) => waitsFor(each, 'NodePorts'));
  if (nodes.length > 0) {
    const message = `the new pod is created while the old one holds the host port ${told}: it stays Pending on NodePorts, and the old one is never deleted`;
    return [blocker(rollout, 'surge-hostport', 'error', nodes, message, DELETE_FIRST)];
  }
  const message = `the pod holds the host port ${told}, so a later change of the template does not roll out: a new pod stays Pending beside it`;
  return [blocker(rollout, 'surge-hostport', 'warning', [], message, DELETE_FIRST)];
};

/** The node has no room for two pods of the agent. */
export const surgeResources: BlockerRule = (rollout) =>
  byReason(rollout, (nodes, action) =>
    rollout.rules.strategy.maxSurge > 0 && isSurged(nodes, action) && waitsFor(nodes, 'NodeResourcesFit')
      ? reasonsInWords(nodes.prospects.beside)
      : undefined,
  ).map(([why, nodes]) => {
    const message = `the new pod does not fit beside the old one: it stays Pending, and the old one is never deleted: ${why}`;
    const fix = `${DELETE_FIRST}; or leave room on the nodes for twice what the agent requests`;
    return blocker(rollout, 'surge-resources', 'error', nodes, message, fix);
  });

/** The new pod's priority is higher than the old one's, and it takes the old one's room. */
export const surgeSelfEviction: BlockerRule = (rollout) => {
  const nodes = surgedNodes(rollout, ({ prospects }) => prospects.beside.evictsOwn);
  const message = `the new pod does not fit beside the old one and preempts it, for its priority is higher: ${countInWords(nodes)} may be without the agent at once, however small maxSurge is`;
  return nodes.length > 0 ? [blocker(rollout, 'surge-self-eviction', 'warning', nodes, message, DELETE_FIRST)] : [];
};

/** Two processes on the host network would bind the same ports. */
export const surgeHostNetworkUndeclared: BlockerRule = (rollout) => {
  const { change, rules, version } = rollout;
  const { spec } = change.to.daemonSet.template;
  const together = spec.hostNetwork && change.from?.daemonSet.template.spec.hostNetwork !== false;
  if (!rules.allowsSurge || !together || hostPorts(spec, version).length > 0) {
    return [];
  }
  const message =
    'the pod is on the host network and declares no port: if it listens on one, the old and the new process fight for it';
  const fix = `declare its ports; if there are any, ${DELETE_FIRST}`;
  return [blocker(rollout, 'surge-hostnet-undeclared', 'warning', surgedNodes(rollout), message, fix)];
};

/** A node under disk pressure evicts the surging pods as they come (kubernetes#124388). */
export const surgePressure: BlockerRule = (rollout) => {
  const nodes = surgedNodes(rollout, ({ diskPressure }) => diskPressure);
  const message = `under disk pressure the kubelet evicts pods, and the controller creates them anew: ${countInWords(nodes)}`;
  const fix = 'free disk space on these nodes before the rollout';
  return nodes.length > 0 ? [blocker(rollout, 'surge-pressure', 'warning', nodes, message, fix)] : [];
};

/** The old and the new process write to the same directory of the host. */
export const surgeSingleton: BlockerRule = (rollout) => {
  const { from, to } = rollout.change;
  const before = new Set(from ? hostPathsWritten(from.daemonSet) : []);
  const paths = hostPathsWritten(to.daemonSet).filter((path) => !from || before.has(path));
  if (!rollout.rules.allowsSurge || paths.length === 0) {
    return [];
  }
  const message = `the old and the new pod both write to ${paths.join(', ')} of the host for a while: locks, PID files, sockets and position files there have two writers`;
  const fix = `mount what is only read with readOnly: true; where the agent must be alone, ${DELETE_FIRST}`;
  return [blocker(rollout, 'surge-singleton', 'warning', surgedNodes(rollout), message, fix)];
};

/** Up to 1.28 the controller surges on nodes that no longer want the agent (kubernetes#118823). */
export const surgeUnwantedNodes: BlockerRule = (rollout) => {
  const { strategy, surgeLeavesUnwantedNodes } = rollout.rules;
  const nodes = nodesWhere(
    rollout,
    ({ decision }, action) =>
      strategy.maxSurge > 0 && !surgeLeavesUnwantedNodes && action === 'offer' && !decision.shouldRun,
  );
  const message = `Kubernetes ${rollout.version.name} surges on nodes that no longer want the agent: the new pod stays Pending there and takes of maxSurge, and the old one is never deleted`;
  const fix = 'delete the old pods on these nodes by hand, or upgrade Kubernetes';
  return nodes.length > 0 ? [blocker(rollout, 'surge-unwanted-nodes', 'error', nodes, message, fix)] : [];
};
