import { newNode } from './new-node';
import { Bootstrap, Setup, simulateBootstrap } from './simulate-bootstrap';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { nodeMatches } from '../../../kubernetes/node-selector';
import { Taint } from '../../../kubernetes/taint';
import { poolOf } from '../../placement/node-pool';
import { BootstrapFact } from '../bootstrap-role';
import { BootstrapSection, RegisteredTaints, together } from '../role/bootstrap-section';
import { NO_ROLE, Role } from '../role/role';
import { CLOUD_TAINT, STARTUP_TAINTS } from '../role/well-known';
import { Workload } from '../role/workload';

/** What all bootstraps of a plan have in common. */
export interface ClusterSetup {
  readonly workloads: readonly Workload[];
  readonly firstNode: boolean;
  /** Taints that the caller expects to go. */
  readonly startupTaints: readonly Taint[];
  /** What the inventory says of new nodes. */
  readonly section: BootstrapSection;
  /** Workloads that the inventory knows and no manifest has. */
  readonly absent: readonly string[];
  readonly objects: ClusterObjects;
  readonly version: KubernetesVersion;
}

/**
 * Simulates the bootstrap of a node like each of these. In a cluster that runs, an agent that acts on every node does so once
 * it can run on one of them, or when none of them is its place.
 */
export function simulateAll(cluster: ClusterSetup, samples: readonly Node[]): Bootstrap[] {
  let acting = new Set(cluster.firstNode ? [] : outsiders(cluster, samples));
  for (;;) {
    const bootstraps = samples.map((sample) => simulateBootstrap(nodeSetup(cluster, sample, acting)));
    const more = cluster.firstNode ? acting : new Set([...acting, ...startedForEveryNode(bootstraps)]);
    if (more.size === acting.size) {
      return bootstraps;
    }
    acting = more;
  }
}

/** The agents that act on every node and select none of these. */
export function outsiders({ workloads }: ClusterSetup, samples: readonly Node[]): Workload[] {
  return workloads.filter(
    ({ everyNode, daemon, agent }) =>
      everyNode && daemon && !samples.some((sample) => nodeMatches(agent.daemonSet.template.spec, sample)),
  );
}

function startedForEveryNode(bootstraps: readonly Bootstrap[]): Workload[] {
  return bootstraps.flatMap(({ phases }) =>
    phases.flatMap(({ starts }) => starts.filter(({ everyNode }) => everyNode)),
  );
}

function nodeSetup(cluster: ClusterSetup, like: Node, acting: ReadonlySet<Workload>): Setup {
  const { workloads, firstNode, objects, version } = cluster;
  const read = labelsRead(workloads);
  const taints = taintsOf(cluster)(like);
  const cloud = cloudRole(cluster, like, read);
  const roles = new Map(workloads.map((workload) => [workload, roleOn(workload, like, read, cloud)]));
  const declared = [...roles.values()].some(initializes) ? NO_ROLE : cloud;
  const here = firstNode ? workloads : workloads.filter(({ daemon }) => daemon);
  const away = workloads.filter((workload) => !here.includes(workload) || acting.has(workload));
  return {
    node: newNode(like, [...roles.values(), declared], [...taints.startupTaints, ...taints.registeredTaints]),
    roles: new Map(here.map((workload) => [workload, roles.get(workload)!])),
    elsewhere: [
      ...away.map((workload) => roles.get(workload)!),
      { ...declared, facts: cluster.section.facts },
      ...(firstNode ? [] : [assumedRole(cluster)]),
    ],
    productsElsewhere: new Set(firstNode ? [] : removers(workloads)),
    startupTaints: taints.startupTaints,
    objects,
    version,
  };
}

/** The taints that a node registers with beside those that the inventory shows; one object for all nodes of a pool. */
export function taintsOf({ startupTaints, section }: ClusterSetup): (node: Node) => RegisteredTaints {
  const everywhere = together([{ startupTaints, registeredTaints: [] }, section]);
  const pools = new Map([...section.pools].map(([pool, taints]) => [pool, together([everywhere, taints])]));
  return (node) => pools.get(poolOf(node) ?? '') ?? everywhere;
}

/** What the cloud controller does to a node as the inventory tells it; of labels, those that some agent looks at. */
function cloudRole({ section }: ClusterSetup, { labels }: Node, read: ReadonlySet<string>): Role {
  const keys = section.cloudLabels.filter((key) => read.has(key) && labels.has(key));
  const set = new Map(keys.map((key) => [key, labels.get(key)!]));
  return section.cloudLabels.length === 0 ? NO_ROLE : { ...NO_ROLE, labels: set, removesTaints: [CLOUD_TAINT] };
}

/** Whether this is what a cloud controller does. */
function initializes({ removesTaints }: Role): boolean {
  return removesTaints.includes(CLOUD_TAINT);
}

/** A well-known agent finds out many labels, which differ from node to node: those matter that some agent looks at. */
function roleOn(workload: Workload, like: Node, read: ReadonlySet<string>, cloud: Role): Role {
  const role = workload.roleOn(like);
  const known = workload.known ? [...role.labels].filter(([key]) => read.has(key)) : [...role.labels];
  return { ...role, labels: new Map([...(initializes(role) ? cloud.labels : []), ...known]) };
}

function labelsRead(workloads: readonly Workload[]): Set<string> {
  return new Set(
    workloads.flatMap(({ agent }) => {
      const { requiredTerms = [] } = agent.daemonSet.template.spec;
      const expressions = requiredTerms.flatMap((term) => term.matchExpressions);
      return [...agent.pod.nodeSelector.keys(), ...expressions.map(({ key }) => key)];
    }),
  );
}

/** What a cluster that runs does to a new node although no manifest says who. */
function assumedRole(cluster: ClusterSetup): Role {
  return { ...NO_ROLE, facts: assumedFacts(cluster), removesTaints: GOING_BY_THEMSELVES.map(({ key }) => key) };
}

/** Taints that go although no agent removes them. */
export const GOING_BY_THEMSELVES = STARTUP_TAINTS.filter(({ byItself }) => byItself);

/** The facts that are needed and that no workload brings: something that is not among the manifests must. */
export function assumedFacts({ workloads, section }: ClusterSetup): BootstrapFact[] {
  const needed = new Set<BootstrapFact>(['nodeNetwork', ...workloads.flatMap(({ requires }) => requires)]);
  return [...needed].filter((fact) => ![section, ...workloads].some(({ facts }) => facts.includes(fact)));
}

/** The products that remove taints on behalf of agents. */
export function removers(workloads: readonly Workload[]): string[] {
  return workloads.map(({ removedBy }) => removedBy).filter((product) => product !== undefined);
}
