import { ClusterFiles } from './find-clusters';
import { fromData, FleetSetup, FleetSetupData } from './fleet-setup';
import { planCluster } from './plan-cluster';
import { ClusterSummary } from '../../planner/fleet/cluster-summary';

/** What the thread was started with, read once. */
let setup: Promise<FleetSetup> | undefined;

/** Plans a cluster in a thread of Tinypool. */
export async function planInThread(cluster: ClusterFiles): Promise<ClusterSummary> {
  setup ??= import('tinypool').then(({ Tinypool }) => fromData(Tinypool.workerData as FleetSetupData));
  return planCluster(cluster, await setup);
}
