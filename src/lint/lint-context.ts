import { LintAgent, lintAgent } from './lint-agent';
import { LintOptions, PlatformPort } from './lint-options';
import { NodeGroup, nodeGroups } from './node-group';
import { DaemonSet, readDaemonSet } from '../kubernetes/daemon-set';
import { Manifest, isOfKind } from '../kubernetes/manifest/manifest';
import { PlannedPlacement } from '../planner/placement/planned-placement';

/** Ports that the kubelet itself holds on every node. */
const KUBELET_PORTS: readonly PlatformPort[] = [
  { port: 10250, usedBy: 'the kubelet' },
  { port: 10248, usedBy: "the kubelet's health check" },
];

/** All that a rule may look at. */
export interface LintContext {
  readonly placement: PlannedPlacement;
  /** The nodes, by what rules and agents can tell apart. */
  readonly groups: readonly NodeGroup[];
  readonly agents: readonly LintAgent[];
  /** The objects that are deployed together, of every kind. */
  readonly manifests: readonly Manifest[];
  /** The DaemonSets of the last release. */
  readonly previous: readonly DaemonSet[];
  /** Ports that something other than a pod holds. */
  readonly platformPorts: readonly PlatformPort[];
  /** The ids of all rules. */
  readonly ruleIds: readonly string[];
}

export function lintContext(
  placement: PlannedPlacement,
  manifests: readonly Manifest[],
  ruleIds: readonly string[],
  { previous = [], platformPorts = [] }: LintOptions,
): LintContext {
  const groups = nodeGroups(placement);
  return {
    placement,
    groups,
    agents: placement.agents.map((agent) => lintAgent(agent, groups)),
    manifests,
    // What is wrong with the last release is past mending.
    previous: previous.filter((each) => isOfKind(each, 'DaemonSet')).map((each) => readDaemonSet(each, [])),
    platformPorts: [...KUBELET_PORTS, ...platformPorts],
    ruleIds,
  };
}
