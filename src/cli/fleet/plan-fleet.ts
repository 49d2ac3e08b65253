import { ClusterFiles, findClusters } from './find-clusters';
import { fleetResult } from './fleet-result';
import { FleetSetup } from './fleet-setup';
import { planClusters } from './plan-clusters';
import { readClusterObjects } from '../../inventory/cluster-objects';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import { Fault, throwFaults } from '../../kubernetes/manifest/fault';
import { fleetPlan } from '../../planner/fleet/fleet-plan';
import { inShard } from '../../planner/fleet/shard';
import { findAgentKey } from '../../planner/placement/find-agent';
import { readDaemonSets } from '../../planner/placement/plan-placement';
import { FailOn } from '../../review/fail-on';
import { CommandResult } from '../command';
import { OfFleet } from '../fleet-options';
import { checkManifests, readAgents } from '../plan-input';
import { InputReader } from '../read-input';
import { readPrevious, readReview, Review, ReviewOptions } from '../review-options';
import { Streams } from '../streams';

/** The options of `node-agents plan --fleet`. */
export interface PlanFleetOptions extends OfFleet, ReviewOptions {
  readonly kubernetesVersion: string;
  readonly previous?: string[];
  readonly failOn: FailOn;
}

/** Plans every cluster of a fleet, and tells of all of them together. */
export async function planFleet(paths: string[], options: PlanFleetOptions, streams: Streams): Promise<CommandResult> {
  const all = findClusters(options.fleet);
  const clusters = options.shard ? inShard(all, options.shard) : all;
  const setup = await readSetup(paths, all, options, streams);
  const { jobs, shard, kubernetesVersion } = options;
  const planned = await planClusters(clusters, setup, { jobs, progress: streams.progress });
  return fleetResult(fleetPlan(planned, { kubernetesVersion, shard }), options, streams);
}

/** What is common to all clusters, with its faults told once instead of for each of them. */
async function readSetup(
  paths: readonly string[],
  clusters: readonly ClusterFiles[],
  options: PlanFleetOptions,
  streams: Streams,
): Promise<FleetSetup> {
  const own = clusters.filter(({ manifests }) => manifests !== undefined);
  if (own.length < clusters.length) {
    checkManifests(paths);
  }
  const faults: Fault[] = [];
  const reader = new InputReader(streams.stdin, faults, streams.progress);
  const manifests = await (own.length > 0 ? reader.manifests(paths) : readAgents(reader, paths, faults));
  const daemonSets = readDaemonSets(manifests, faults);
  readClusterObjects(manifests, faults);
  throwFaults(faults);
  const review = readReview(options, await readPrevious(options.previous, streams));
  if (own.length === 0) {
    checkAgents(review, daemonSets.map(daemonSetKey));
  }
  return { manifests, review, kubernetesVersion: options.kubernetesVersion, failOn: options.failOn };
}

/** @throws UnknownNameError when a requirement names an agent that no cluster has */
function checkAgents({ required }: Review, agents: readonly string[]): void {
  required.forEach(({ agent }) => findAgentKey(agent, agents));
}
