import { Blocker, blockersOf, factBlocker, taintBlocker } from './blockers';
import { Taint } from '../../../kubernetes/taint';
import { hasTaint } from '../play/moment';
import { Played, Stage, missingFacts } from '../play/play';
import { Actor } from '../role/cast';
import { STARTUP_TAINTS, StartupTaint } from '../role/well-known';

/** Something that a bootstrap is for: a Ready node, a startup taint that goes, an agent that runs. */
export type Goal =
  | { readonly kind: 'ready' }
  | { readonly kind: 'taint'; readonly taint: Taint }
  | { readonly kind: 'run'; readonly actor: Actor };

/**
 * The goals that were missed. An agent should run when all that keeps it is what others would bring; another one is not
 * meant for the node.
 */
export function missedGoals(played: Played): Goal[] {
  const { stage, end, stands } = played;
  const goals: Goal[] = [
    { kind: 'ready' },
    ...end.node.taints.filter((taint) => shouldGo(stage, taint)).map((taint): Goal => ({ kind: 'taint', taint })),
    ...stands
      .filter((stand) => {
        const blockers = blockersOf(played, stand);
        return blockers.length > 0 && blockers.every(({ providers }) => providers.length > 0);
      })
      .map(({ actor }): Goal => ({ kind: 'run', actor })),
  ];
  return goals.filter((goal) => !isMet(goal, played));
}

/** Whether a taint is one of the start: an agent removes it, it is known to go, or the caller says so. */
export function shouldGo({ roles, startupTaints }: Stage, taint: Taint): boolean {
  return (
    [...roles.values()].some(({ removesTaints }) => removesTaints.includes(taint.key)) ||
    startupTaint(taint) !== undefined ||
    hasTaint({ taints: startupTaints }, taint)
  );
}

export function isMet(goal: Goal, { stage, end, stands }: Played): boolean {
  switch (goal.kind) {
    case 'ready':
      return end.facts.has('Ready');
    case 'taint':
      return !hasTaint(end.node, goal.taint);
    case 'run':
      return stands.some(
        ({ actor, pod }) =>
          actor.agent.key === goal.actor.agent.key &&
          pod?.placed !== undefined &&
          missingFacts(stage, actor, end.facts).length === 0,
      );
  }
}

/** What keeps the goal from being reached. */
export function goalBlockers(goal: Goal, played: Played): Blocker[] {
  switch (goal.kind) {
    case 'ready':
      return [factBlocker(played, 'Ready')];
    case 'taint':
      return [taintBlocker(played, goal.taint)];
    case 'run':
      return played.stands.filter(({ actor }) => actor === goal.actor).flatMap((stand) => blockersOf(played, stand));
  }
}

/** What is known of a taint that goes in time. */
export function startupTaint({ key }: Taint): StartupTaint | undefined {
  return STARTUP_TAINTS.find((known) => key === known.key || (known.key.endsWith('/') && key.startsWith(known.key)));
}
