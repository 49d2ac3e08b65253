import { annotatedRole, readRole } from './read-role';
import { knownRole, recognise } from './recognise';
import { NO_ROLE, Role } from './role';
import { WellKnownAgent } from './well-known';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { DaemonSet, readDaemonSet } from '../../../kubernetes/daemon-set';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { Fault } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { Manifest } from '../../../kubernetes/manifest/manifest';
import { nearestWord } from '../../../kubernetes/manifest/nearest-word';
import { PlannedAgent, planAgent } from '../../placement/planned-agent';
import { BootstrapFact, BootstrapRole } from '../bootstrap-role';

/** A workload that takes part in a bootstrap. */
export interface Actor {
  /** For a Deployment, what a DaemonSet with its pod would be, without the tolerations that only daemon pods get. */
  readonly agent: PlannedAgent;
  readonly daemon: boolean;
  /** The well-known agent that it was taken for; undefined when it was told what it does, or nothing is known. */
  readonly known?: WellKnownAgent;
  /** What it brings to every node that it runs on. */
  readonly facts: readonly BootstrapFact[];
  /** What it must have on every node. */
  readonly requires: readonly BootstrapFact[];
  /** What it does to a new node that is like this one. */
  readonly roleOn: (like: Node) => Role;
}

/** How the role of a workload is known. */
type Part = Pick<Actor, 'known' | 'facts' | 'requires' | 'roleOn'>;

/**
 * The workloads that take part: every DaemonSet, and each Deployment that does something to nodes. Their roles come from
 * the options, else from the annotation, else from what is known.
 */
export function readCast(
  daemonSets: readonly PlannedAgent[],
  manifests: readonly Manifest[],
  roles: { [workload: string]: BootstrapRole },
  objects: ClusterObjects,
  version: KubernetesVersion,
  faults: Fault[],
): Actor[] {
  const told = readRoles(roles, faults);
  const deployments = manifests.filter(isDeployment);
  checkNames(told, [...daemonSets.map(({ key }) => key), ...deployments.map(workloadKey)], faults);
  return [
    ...daemonSets.map((agent): Actor => {
      const part = readPart(agent.daemonSet.manifest, told, faults) ?? {
        facts: [],
        requires: [],
        roleOn: () => NO_ROLE,
      };
      return { agent, daemon: true, ...part };
    }),
    ...deployments.flatMap((manifest, i): Actor[] => {
      const part = readPart(manifest, told, faults);
      const place = { daemon: false, index: daemonSets.length + i };
      // What a plan reads of a Deployment is what it reads of a DaemonSet.
      return part
        ? [{ agent: planWorkload(readDaemonSet(manifest, faults), place, objects, version), daemon: false, ...part }]
        : [];
    }),
  ];
}

function readRoles(roles: { [workload: string]: BootstrapRole }, faults: Fault[]): Map<string, Role> {
  const options = { object: { roles }, apiVersion: '', kind: '', describe: () => 'options' };
  return Field.of(options, faults)
    .get('roles')
    .map((role) => readRole(role));
}

function checkNames(told: ReadonlyMap<string, Role>, keys: readonly string[], faults: Fault[]): void {
  for (const key of told.keys()) {
    if (!keys.includes(key)) {
      const meant = nearestWord(key, keys);
      const rule = 'names no DaemonSet or Deployment of the manifests';
      const hint = meant && `did you mean ${meant}?`;
      faults.push({ object: 'options', field: `roles[${JSON.stringify(key)}]`, rule, hint });
    }
  }
}

/** What is known of the part that a workload plays; undefined when nothing is. */
function readPart(manifest: Manifest, told: ReadonlyMap<string, Role>, faults: Fault[]): Part | undefined {
  const role = told.get(workloadKey(manifest)) ?? annotatedRole(manifest, faults);
  if (role) {
    return { facts: role.facts, requires: role.requires, roleOn: () => role };
  }
  const known = recognise(manifest);
  return (
    known && {
      known,
      facts: known.provides ?? [],
      requires: known.requires ?? [],
      roleOn: (like) => knownRole(known, like),
    }
  );
}

function isDeployment({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Deployment' && apiVersion.startsWith('apps/');
}

function workloadKey(manifest: Manifest): string {
  const metadata = Field.of(manifest, []).get('metadata');
  return `${metadata.get('namespace').string() || 'default'}/${metadata.get('name').string()}`;
}

/**
 * The pod of a workload. One of a Deployment tolerates being on a node that is not ready for five minutes, and nothing
 * else by itself.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
export function planWorkload(
  daemonSet: DaemonSet,
  { daemon, index }: { readonly daemon: boolean; readonly index: number },
  objects: ClusterObjects,
  version: KubernetesVersion,
): PlannedAgent {
  const agent = planAgent(daemonSet, index, objects, version);
  if (daemon) {
    return agent;
  }
  const tolerations = [
    ...daemonSet.template.spec.tolerations,
    ...['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
  ];
  return { ...agent, tolerations, pod: { ...agent.pod, tolerations } };
}
