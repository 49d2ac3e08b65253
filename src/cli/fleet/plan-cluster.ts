import { Readable } from 'node:stream';
import { ClusterFiles } from './find-clusters';
import { FleetSetup } from './fleet-setup';
import { Fault, faultToString, InputError, throwFaults } from '../../kubernetes/manifest/fault';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { ClusterSummary, summarizeCluster, unreadableCluster } from '../../planner/fleet/cluster-summary';
import { planPlacement } from '../../planner/placement/plan-placement';
import { reviewPlan } from '../../review/review-plan';
import { whyFailed } from '../../review/why-failed';
import { PlanInput, inventoryOf, requireAgents } from '../plan-input';
import { InputReader } from '../read-input';

/** The plan of one cluster, which follows from its files and the setup alone. What cannot be planned is told, not thrown. */
export async function planCluster(cluster: ClusterFiles, setup: FleetSetup): Promise<ClusterSummary> {
  try {
    const { inventory, manifests } = await readCluster(cluster, setup);
    const { required, options } = setup.review;
    const { plan, requirements } = reviewPlan(planPlacement(inventory, manifests, setup), manifests, required, options);
    const why = whyFailed(plan.toJson(), setup.failOn);
    return {
      ...summarizeCluster(cluster.name, plan, requirements),
      status: why.length > 0 ? 'failed' : 'ok',
      why,
    };
  } catch (error) {
    const why =
      error instanceof InputError ? error.faults.map(faultToString) : [`${cluster.path}: ${(error as Error).message}`];
    return unreadableCluster(cluster.name, why);
  }
}

async function readCluster({ path, nodes, manifests: folder }: ClusterFiles, setup: FleetSetup): Promise<PlanInput> {
  const faults: Fault[] = [];
  const reader = new InputReader(Readable.from([]), faults);
  const own = folder === undefined ? [] : await reader.manifests([folder]);
  const manifests = overlaid(setup.manifests, own);
  const given = await reader.inventory(nodes);
  if (nodes.length === 0) {
    faults.push({ file: path, rule: 'holds no inventory: expected *.json or *.yaml' });
  }
  if (faults.length === 0) {
    requireAgents(manifests, folder ?? path, faults);
  }
  throwFaults(faults);
  return { inventory: inventoryOf(given, nodes.join(', '), manifests), manifests };
}

/** The manifests of all clusters with those of one: these stand in for what has the same kind and name. */
function overlaid(common: readonly Manifest[], own: readonly Manifest[]): Manifest[] {
  const replaced = new Set(own.map(identity));
  return [...common.filter((manifest) => !replaced.has(identity(manifest))), ...own];
}

function identity({ apiVersion, describe }: Manifest): string {
  return `${apiVersion.split('/').slice(0, -1).join('/')} ${describe()}`;
}
