import { newNode } from './new-node';
import { Played, Stage, play } from './play';
import { ClusterObjects } from '../../../inventory/cluster-objects';
import { Node } from '../../../inventory/node';
import { KubernetesVersion } from '../../../kubernetes/kubernetes-version';
import { Taint } from '../../../kubernetes/taint';
import { BootstrapFact } from '../bootstrap-role';
import { Actor } from '../role/cast';
import { NO_ROLE, Role } from '../role/role';
import { STARTUP_TAINTS } from '../role/well-known';

/** What all bootstraps of a plan have in common. */
export interface Theatre {
  readonly cast: readonly Actor[];
  readonly firstNode: boolean;
  readonly startupTaints: readonly Taint[];
  readonly objects: ClusterObjects;
  readonly version: KubernetesVersion;
}

/**
 * Plays the bootstrap of a node like each of these. In a cluster that runs, an agent that acts on every node does so once
 * it can run on one of them.
 */
export function playAll(theatre: Theatre, samples: readonly Node[]): Played[] {
  let acting = new Set<Actor>();
  for (;;) {
    const played = samples.map((sample) => play(stageFor(theatre, sample, acting)));
    const running = theatre.firstNode ? acting : actingOnEveryNode(played);
    if (running.size === acting.size) {
      return played;
    }
    acting = running;
  }
}

function actingOnEveryNode(played: readonly Played[]): Set<Actor> {
  return new Set(
    played.flatMap(({ stage, phases }) =>
      phases.flatMap(({ starts }) => starts).filter((actor) => stage.roles.get(actor)!.everyNode),
    ),
  );
}

function stageFor(theatre: Theatre, like: Node, acting: ReadonlySet<Actor>): Stage {
  const { cast, firstNode, startupTaints, objects, version } = theatre;
  const read = labelsRead(cast);
  const roles = new Map(cast.map((actor) => [actor, roleOn(actor, like, read)]));
  const here = firstNode ? cast : cast.filter(({ daemon }) => daemon);
  const away = cast.filter((actor) => !here.includes(actor) || acting.has(actor));
  return {
    node: newNode(like, [...roles.values()], startupTaints),
    roles: new Map(here.map((actor) => [actor, roles.get(actor)!])),
    elsewhere: [...away.map((actor) => roles.get(actor)!), ...(firstNode ? [] : [assumedRole(theatre)])],
    productsElsewhere: new Set(firstNode ? [] : removers(cast)),
    startupTaints,
    objects,
    version,
  };
}

/** A well-known agent finds out many labels, which differ from node to node: those matter that some agent looks at. */
function roleOn(actor: Actor, like: Node, read: ReadonlySet<string>): Role {
  const role = actor.roleOn(like);
  return actor.known ? { ...role, labels: new Map([...role.labels].filter(([key]) => read.has(key))) } : role;
}

function labelsRead(cast: readonly Actor[]): Set<string> {
  return new Set(
    cast.flatMap(({ agent }) => {
      const { requiredTerms = [] } = agent.daemonSet.template.spec;
      const expressions = requiredTerms.flatMap((term) => term.matchExpressions);
      return [...agent.pod.nodeSelector.keys(), ...expressions.map(({ key }) => key)];
    }),
  );
}

/** What a cluster that runs does to a new node although no manifest says who. */
function assumedRole({ cast }: Theatre): Role {
  return { ...NO_ROLE, facts: assumedFacts(cast), removesTaints: GOING_BY_THEMSELVES.map(({ key }) => key) };
}

/** Taints that go although no agent removes them. */
export const GOING_BY_THEMSELVES = STARTUP_TAINTS.filter(({ byItself }) => byItself);

/** The facts that are needed and that no workload brings: something that is not among the manifests must. */
export function assumedFacts(cast: readonly Actor[]): BootstrapFact[] {
  const needed = new Set<BootstrapFact>(['nodeNetwork', ...cast.flatMap(({ requires }) => requires)]);
  return [...needed].filter((fact) => !cast.some(({ facts }) => facts.includes(fact)));
}

/** The products that remove taints on behalf of agents. */
export function removers(cast: readonly Actor[]): string[] {
  return cast.map(({ known }) => known?.removedBy).filter((product) => product !== undefined);
}
