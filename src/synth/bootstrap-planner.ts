import { IConstruct } from 'constructs';
import { isPlanned, sourceManifests } from './scope-manifests';
import { NodeInventory } from '../inventory/node-inventory';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { BootstrapPlan } from '../planner/bootstrap/bootstrap-plan';
import { BootstrapPlanOptions } from '../planner/bootstrap/bootstrap-plan-options';
import { planBootstrap } from '../planner/bootstrap/plan-bootstrap';

/**
 * Plans what happens on a new node, before anything is deployed: who starts when, whether the node becomes Ready, and
 * which agents wait for each other for ever.
 *
 * @example
 * const plan = BootstrapPlanner.plan(NodeInventory.fromFile('nodes.json'), chart);
 * plan.bootstraps();
 */
export class BootstrapPlanner {
  /**
   * Simulates a new node like each node of the inventory, from its first second until nothing moves any more.
   *
   * What agents do to a node is known of many, such as Cilium, kube-proxy or Node Feature Discovery. For others the
   * annotation `cdk8s-node-agents/bootstrap` of the DaemonSet says it, or the option `roles`.
   *
   * @param inventory nodes like those that will join; what runs on them does not matter
   * @param source a construct, or a list of Kubernetes objects (Lists are taken apart, other kinds ignored). For the first
   * node of a cluster the Deployments that act on nodes matter too.
   * @param options what agents do, whether it is the first node, and the taints that nodes register with
   * @throws Error that lists every fault of the manifests and the options: object, field, value and rule
   */
  public static plan(
    inventory: NodeInventory,
    source: IConstruct | any[],
    options: BootstrapPlanOptions = {},
  ): BootstrapPlan {
    const faults: Fault[] = [];
    const manifests = sourceManifests(source, faults, (object) => isPlanned(object) || isDeployment(object));
    throwFaults(faults);
    return planBootstrap(inventory, manifests, options);
  }

  private constructor() {}
}

/** Other plans do not read Deployments; here they are the controllers that act on nodes. */
function isDeployment({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return kind === 'Deployment' && apiVersion.startsWith('apps/');
}
