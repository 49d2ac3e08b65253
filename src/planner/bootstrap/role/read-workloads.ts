import { ToldRole } from './bootstrap-section';
import { annotatedRole } from './read-role';
import { recognise } from './recognise';
import { NO_ROLE, Role } from './role';
import { ToldRoles, toldRoles } from './told-roles';
import { Workload, Part, declaredPart, knownPart, planWorkload } from './workload';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { readDaemonSet } from '../../../kubernetes/daemon-set';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { Fault } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { Manifest } from '../../../kubernetes/manifest/manifest';
import { PlannedAgent } from '../../placement/planned-agent';
import { BootstrapRole } from '../bootstrap-role';

/** What is told of roles beside the manifests. */
export interface GivenRoles {
  readonly options: { [workload: string]: BootstrapRole };
  readonly section: readonly ToldRole[];
}

/**
 * The workloads that take part: every DaemonSet, and each Deployment that does something to nodes. Their roles come from
 * the options, else from the inventory, else from the annotation, else from what is known.
 */
export function readWorkloads(
  daemonSets: readonly PlannedAgent[],
  manifests: readonly Manifest[],
  given: GivenRoles,
  objects: ClusterObjects,
  version: KubernetesVersion,
  faults: Fault[],
): { workloads: Workload[]; absent: ToldRoles['absent'] } {
  const deployments = manifests.filter(isDeployment);
  const keys = [...daemonSets.map(({ key }) => key), ...deployments.map(workloadKey)];
  const { roles: told, absent } = toldRoles(given.options, given.section, keys, faults);
  const workloads = [
    ...daemonSets.map((agent): Workload => {
      const part = readPart(agent.daemonSet.manifest, told, faults) ?? declaredPart(NO_ROLE);
      return { agent, daemon: true, ...part };
    }),
    ...deployments.flatMap((manifest, i): Workload[] => {
      const part = readPart(manifest, told, faults);
      if (!part) {
        return [];
      }
      // What a plan reads of a DaemonSet stands in the same places of a Deployment.
      const place = { daemon: false, index: daemonSets.length + i };
      return [
        { agent: planWorkload(readDaemonSet(manifest, faults), place, objects, version), daemon: false, ...part },
      ];
    }),
  ];
  return { workloads, absent };
}

/** The part that a workload plays; undefined when nothing is known of one. */
function readPart(manifest: Manifest, told: ReadonlyMap<string, Role>, faults: Fault[]): Part | undefined {
  const role = told.get(workloadKey(manifest)) ?? annotatedRole(manifest, faults);
  if (role) {
    return declaredPart(role);
  }
  const known = recognise(manifest);
  return known && knownPart(known);
}

function isDeployment({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Deployment' && apiVersion.startsWith('apps/');
}

function workloadKey(manifest: Manifest): string {
  const metadata = Field.of(manifest, []).get('metadata');
  return `${metadata.get('namespace').string() || 'default'}/${metadata.get('name').string()}`;
}
