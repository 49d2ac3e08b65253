import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { ControllerDecision, nodeShouldRunDaemonPod } from '../../placement/controller';
import { FilterContext } from '../../placement/filters/filter';
import { FleetState } from '../../placement/fleet-state';
import { NodeState, PlacedPod } from '../../placement/node-state';
import { DaemonPod, settle } from '../../placement/settle';
import { Workload } from '../role/workload';

/** How a workload stands on the node. */
export interface Stand {
  readonly workload: Workload;
  /** What the controller decides; for a Deployment, whether the scheduler lets its pod on the node but for room. */
  readonly decision: ControllerDecision;
  /** Its pod; undefined where there is none. */
  readonly pod?: DaemonPod;
  /** What the scheduler looks at. */
  readonly context: FilterContext;
}

/**
 * The pods on the node as controller and scheduler leave them: those that were there and may stay, those that come, and
 * those that wait for room.
 */
export function placePods(
  node: Node,
  workloads: readonly Workload[],
  present: ReadonlyMap<Workload, PlacedPod>,
  objects: ClusterObjects,
  version: KubernetesVersion,
): Stand[] {
  const state = new NodeState(node);
  const fleet = FleetState.of([state], objects.namespaces);
  const stands = workloads.map((workload): Stand => {
    const { agent } = workload;
    const decision = nodeShouldRunDaemonPod(agent.daemonSet.template.spec, agent.tolerations, node);
    const kept = decision.shouldContinueRunning ? present.get(workload) : undefined;
    if (kept) {
      fleet.add(kept, state);
    }
    const wanted = kept || (decision.shouldRun && agent.refusals.length === 0);
    const pod: DaemonPod | undefined = wanted ? { agent, state, placed: kept, rejections: [], evicts: [] } : undefined;
    return { workload, decision, pod, context: { agent, state, fleet, version } };
  });
  settle(
    stands.map(({ pod }) => pod).filter((pod) => pod !== undefined),
    fleet,
    objects.podDisruptionBudgets,
    version,
  );
  return stands;
}
