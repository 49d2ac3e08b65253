import { IConstruct } from 'constructs';
import { sourceManifests } from './scope-manifests';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { planRollout, planRollouts } from '../planner/rollout/plan-rollout';
import { RolloutPlan } from '../planner/rollout/rollout-plan';
import { RolloutPlanOptions } from '../planner/rollout/rollout-plan-options';

/**
 * Plans how a change of a DaemonSet reaches its nodes, before anything is deployed, as the DaemonSet controller would
 * carry it out.
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 * @example
 * const plan = RolloutPlanner.plan(NodeInventory.fromFile('nodes.json'), live, chart);
 * plan.explain();
 */
export class RolloutPlanner {
  /**
   * Plans the rollout of one DaemonSet. DaemonSets are matched by namespace and name; where there are several, the only
   * one whose template changes is meant, unless the options name one. One that was not there before rolls out to nodes
   * without its pods.
   *
   * @param inventory the nodes, and what runs on them
   * @param from the DaemonSet as it runs: a Kubernetes object, a list of them, or a construct
   * @param to the DaemonSet as it will be, likewise
   * @param options what the manifests do not say: pods that are not available, lost nodes, how long a pod takes to start
   * @throws Error that lists every fault of the manifests, a changed selector among them, or says that it is not clear
   * which DaemonSet is meant
   */
  public static plan(
    inventory: NodeInventory,
    from: IConstruct | any[] | any,
    to: IConstruct | any[] | any,
    options: RolloutPlanOptions = {},
  ): RolloutPlan {
    return planRollout(inventory, ...manifestsOfBoth(from, to), options);
  }

  /**
   * Plans the rollout of every DaemonSet of the later manifests, each by itself: the others stay as they are before.
   *
   * @param inventory the nodes, and what runs on them
   * @param from the DaemonSets as they run
   * @param to the DaemonSets as they will be
   * @param options what the manifests do not say; `daemonSet` is ignored
   * @throws Error that lists every fault of the manifests, changed selectors among them
   */
  public static planAll(
    inventory: NodeInventory,
    from: IConstruct | any[] | any,
    to: IConstruct | any[] | any,
    options: RolloutPlanOptions = {},
  ): RolloutPlan[] {
    return planRollouts(inventory, ...manifestsOfBoth(from, to), options);
  }

  private constructor() {}
}

function manifestsOfBoth(from: unknown, to: unknown): [Manifest[], Manifest[]] {
  const faults: Fault[] = [];
  const manifests: [Manifest[], Manifest[]] = [sourceManifests(from, faults), sourceManifests(to, faults)];
  throwFaults(faults);
  return manifests;
}
