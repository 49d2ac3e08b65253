import {
  BootstrapPlanOptions,
  BootstrapPlanner,
  NodeInventory,
  PlacementPlan,
  PlacementPlanner,
  PlacementPlannerOptions,
  RolloutPlan,
  RolloutPlanOptions,
  RolloutPlanner,
} from '../../src';

/** The plan of manifests on a cluster, as its user makes it. */
export function planOf(cluster: any[], manifests: any[], options?: PlacementPlannerOptions): PlacementPlan {
  return PlacementPlanner.plan(NodeInventory.fromManifests(cluster), manifests, options);
}

/** What the plan warns of, as `rule agent: message`. */
export function warnings(cluster: any[], manifests: any[], options?: PlacementPlannerOptions): string[] {
  return planOf(cluster, manifests, options)
    .toJson()
    .findings.map(({ rule, daemonSet, message }) => `${rule} ${daemonSet.split('/')[1]}: ${message}`);
}

/** What one rule warns of, as `agent: message`. */
export function warningsOf(
  rule: string,
  cluster: any[],
  manifests: any[],
  options?: PlacementPlannerOptions,
): string[] {
  return warnings(cluster, manifests, options)
    .filter((each) => each.startsWith(`${rule} `))
    .map((each) => each.slice(rule.length + 1));
}

/** The plan of a change, and what stops it, as `id: message`. */
export function rolloutOf(
  cluster: any[],
  from: any[],
  to: any[],
  options?: RolloutPlanOptions,
): { readonly plan: RolloutPlan; readonly blockers: string[] } {
  const plan = RolloutPlanner.plan(NodeInventory.fromManifests(cluster), from, to, options);
  return { plan, blockers: plan.toJson().blockers.map(({ id, message }) => `${id}: ${message}`) };
}

/** What new nodes wait for, for ever. */
export function deadlocksOf(cluster: any[], manifests: any[], options?: BootstrapPlanOptions): string[] {
  return BootstrapPlanner.plan(NodeInventory.fromManifests(cluster), manifests, options).deadlocks.map(
    ({ message }) => message,
  );
}

/** A DaemonSet with another image, as the next version of it. */
export function nextVersion(daemonSet: any): any {
  const { template } = daemonSet.spec;
  const containers = template.spec.containers.map((each: any) => ({ ...each, image: 'registry.example/agent:2' }));
  return {
    ...daemonSet,
    spec: { ...daemonSet.spec, template: { ...template, spec: { ...template.spec, containers } } },
  };
}

export const taint = (key: string, value?: string, effect = 'NoSchedule') => ({ key, value, effect });
