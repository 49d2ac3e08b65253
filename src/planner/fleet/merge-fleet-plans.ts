import { FleetPlanDocument } from './fleet-document';
import { clustersOf, fleetPlan } from './fleet-plan';
import { ReadFleetPlan, readFleetPlan } from './read-fleet-plan';
import { Fault, throwFaults } from '../../kubernetes/manifest/fault';
import { Manifest } from '../../kubernetes/manifest/manifest';

/**
 * The plans of the shards of a fleet as the plan of the fleet: what one run would have said of all of it.
 *
 * @throws InputError that lists every fault: what is no `FleetPlan`, a shard that is missing, a cluster that was planned
 * twice, plans for different versions of Kubernetes
 */
export function mergeFleetPlans(manifests: readonly Manifest[]): FleetPlanDocument {
  const faults: Fault[] = [];
  const plans = manifests.map((manifest) => readFleetPlan(manifest, faults));
  throwFaults(faults);
  const sources = manifests.map((manifest, i) => ({ file: manifest.file, plan: plans[i] }));
  checkVersions(sources, faults);
  checkShards(sources, faults);
  checkClusters(sources, faults);
  throwFaults(faults);
  return fleetPlan(plans.flatMap(clustersOf), { kubernetesVersion: plans[0].kubernetesVersion });
}

/** A plan and the file it stands in. */
interface Source {
  readonly file?: string;
  readonly plan: ReadFleetPlan;
}

function checkVersions([first, ...others]: readonly Source[], faults: Fault[]): void {
  const wanted = first.plan.kubernetesVersion;
  for (const { file, plan } of others.filter((each) => each.plan.kubernetesVersion !== wanted)) {
    faults.push({
      file,
      field: 'kubernetesVersion',
      value: plan.kubernetesVersion,
      rule: `must be ${wanted}, as that of ${first.file ?? 'the first plan'}: the others are planned for that version`,
    });
  }
}

const MOST_TOLD = 20;

function checkShards(sources: readonly Source[], faults: Fault[]): void {
  const shards = sources.flatMap(({ plan: { shard } }) => (shard ? [shard] : []));
  const counts = [...new Set(shards.map(({ count }) => count))].sort((a, b) => a - b);
  if (counts.length > 1) {
    faults.push({ rule: `the plans are shards of ${counts.join(' and of ')}: expected those of one run` });
    return;
  }
  const there = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: counts[0] ?? 0 }, (_, index) => index).filter((index) => !there.has(index));
  if (missing.length > 0) {
    const more = missing.length > MOST_TOLD ? ` and ${missing.length - MOST_TOLD} more` : '';
    const told = missing.slice(0, MOST_TOLD).join(', ');
    const [noun, verb] = missing.length === 1 ? ['shard', 'is'] : ['shards', 'are'];
    faults.push({ rule: `${noun} ${told}${more} of ${counts[0]}, counted from 0, ${verb} missing` });
  }
}

function checkClusters(sources: readonly Source[], faults: Fault[]): void {
  const files = new Map<string, string | undefined>();
  for (const { file, plan } of sources) {
    for (const { name } of plan.clusters) {
      if (files.has(name)) {
        faults.push({
          file,
          field: 'clusters',
          value: name,
          rule: `was planned twice: it is in ${files.get(name)} too`,
        });
      }
      files.set(name, file);
    }
  }
}
