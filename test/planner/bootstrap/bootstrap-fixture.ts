import { NodeInventory } from '../../../src';
import { JsonPatchOperation } from '../../../src/planner/bootstrap/bootstrap-document';
import { BootstrapPlan } from '../../../src/planner/bootstrap/bootstrap-plan';
import { BootstrapPlanOptions } from '../../../src/planner/bootstrap/bootstrap-plan-options';
import { BootstrapPlanner } from '../../../src/synth/bootstrap-planner';
import { daemonSet } from '../../fixtures';

export const EVERYTHING = [{ operator: 'Exists' }];
export const NOT_READY = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoSchedule' };

/** A network agent as it should be; `spec` is merged into its pod's. */
export function cni(spec: Record<string, any> = {}): any {
  return daemonSet('cni', { hostNetwork: true, tolerations: EVERYTHING, ...spec });
}

export const CNI_ROLE = { 'agents/cni': { provides: { nodeNetwork: true } } };

/** A Deployment of the namespace `agents`; `spec` is merged into its pod's. */
export function deployment(name: string, spec: Record<string, any> = {}): any {
  return { ...daemonSet(name, spec), kind: 'Deployment' };
}

export function bootstrapOf(nodes: any[], manifests: any[], options?: BootstrapPlanOptions): BootstrapPlan {
  return BootstrapPlanner.plan(NodeInventory.fromManifests(nodes), manifests, options);
}

/** The state of every agent on the nodes like this one: `{ cni: 'Running' }`. */
export function standing(plan: BootstrapPlan, node: string): Record<string, string> {
  const { agents } = plan.nodes.find(({ nodes }) => nodes.includes(node))!;
  return Object.fromEntries(agents.map(({ daemonSet: key, state }) => [key.split('/')[1], state]));
}

/** The manifests with the fixes of every deadlock made. */
export function repaired(plan: BootstrapPlan, manifests: any[]): any[] {
  const fixes = plan.deadlocks.flatMap((deadlock) => deadlock.fixes);
  return manifests.map((manifest) => {
    const changed = structuredClone(manifest);
    const { namespace, name } = manifest.metadata;
    fixes
      .filter((fix) => fix.daemonSet === `${namespace}/${name}`)
      .flatMap(({ patch }) => patch)
      .forEach((operation) => apply(changed, operation));
    return changed;
  });
}

/** The `add` of a JSON patch, RFC 6902. */
function apply(object: any, { op, path, value }: JsonPatchOperation): void {
  expect(op).toBe('add');
  const steps = path.slice(1).split('/');
  const last = steps.pop()!;
  const parent = steps.reduce((each, step) => each[step], object);
  if (last === '-') {
    parent.push(value);
  } else {
    parent[last] = value;
  }
}
