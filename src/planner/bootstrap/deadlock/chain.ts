import { Blocker, blockersOf, byWhom, waitInWords } from './blockers';
import { Goal, goalBlockers, startupTaint } from './goal';
import { Workload } from '../role/workload';
import { Bootstrap } from '../simulation/simulate-bootstrap';

/** A wait for something: of an agent, or of the goal itself. */
interface Link {
  readonly workload?: Workload;
  readonly blocker: Blocker;
}

/** Why a goal is missed: what waits for what, down to something nobody brings, or to an agent that stood there before. */
export interface Chain {
  readonly links: readonly Link[];
  /** The agent that closes the circle; undefined where the last link waits for nobody. */
  readonly closing?: Workload;
}

/** The chain from the goal to what it fails by: the nearest, or any circle where none is near. */
export function chainOf(goal: Goal, bootstrap: Bootstrap): Chain | undefined {
  const start = goal.kind === 'run' ? goal.workload : undefined;
  const first = deadEndsFirst(goalBlockers(goal, bootstrap)).map((blocker): Link => ({ workload: start, blocker }));
  return first.length === 0 ? undefined : (nearestEnd(bootstrap, first) ?? anyCircle(bootstrap, first[0]));
}

/** The shortest chain; of two as short, the one that ends with what nobody brings. */
function nearestEnd(bootstrap: Bootstrap, first: readonly Link[]): Chain | undefined {
  const queue = first.map((link) => [link]);
  const seen = new Set<Workload>();
  for (const links of queue) {
    const { providers } = links[links.length - 1].blocker;
    const closing = providers.find((provider) => links.some(({ workload }) => workload === provider));
    if (providers.length === 0 || closing) {
      return { links, closing };
    }
    for (const provider of providers.filter((each) => !seen.has(each))) {
      seen.add(provider);
      queue.push(...linksFrom(bootstrap, provider).map((link) => [...links, link]));
    }
  }
  return undefined;
}

/** Every wait is for somebody who waits, so whoever is followed comes by again. */
function anyCircle(bootstrap: Bootstrap, first: Link): Chain {
  const links = [first];
  for (;;) {
    const [provider] = links[links.length - 1].blocker.providers;
    if (links.some(({ workload }) => workload === provider)) {
      return { links, closing: provider };
    }
    links.push(linksFrom(bootstrap, provider)[0]);
  }
}

function linksFrom(bootstrap: Bootstrap, workload: Workload): Link[] {
  const stand = bootstrap.stands.find((each) => each.workload === workload)!;
  return deadEndsFirst(blockersOf(bootstrap, stand)).map((blocker) => ({ workload, blocker }));
}

function deadEndsFirst(blockers: readonly Blocker[]): Blocker[] {
  const isDeadEnd = ({ providers }: Blocker) => providers.length === 0;
  return [...blockers.filter(isDeadEnd), ...blockers.filter((blocker) => !isDeadEnd(blocker))];
}

/** What two chains have in common that fail by the same thing. */
export function rootKey({ links, closing }: Chain): string {
  const from = closing ? links.findIndex(({ workload }) => workload === closing) : links.length - 1;
  const root = links.slice(from).map(({ workload, blocker }) => `${workload?.agent.key ?? ''} ${blocker.name}`);
  return root.sort().join();
}

/** The chain as a list of names. */
export function chainNames({ links, closing }: Chain): string[] {
  const names = links.flatMap(({ workload, blocker }) =>
    workload ? [workload.agent.key, blocker.name] : [blocker.name],
  );
  return closing ? [...names, closing.agent.key] : names;
}

/** The chain in a sentence. */
export function chainInWords(goal: Goal, { links }: Chain): string {
  const waits = links.flatMap(({ workload, blocker }) =>
    workload ? [`${workload.agent.key} ${waitInWords(blocker)}`] : [],
  );
  return [...goalInWords(goal, links[0].blocker), ...waits].join('; ');
}

/** What a goal itself waits for; the wait of an agent that should run is told by its chain. */
function goalInWords(goal: Goal, { name, providers }: Blocker): string[] {
  switch (goal.kind) {
    case 'ready':
      return [`the node never becomes Ready: that takes a network, brought ${byWhom(providers)}`];
    case 'taint': {
      const known = providers.length === 0 ? startupTaint(goal.taint) : undefined;
      const hint = known ? ` among the manifests (${known.removal})` : '';
      return [`the ${name} stays: it is removed ${byWhom(providers)}${hint}`];
    }
    case 'run':
      return [];
  }
}
