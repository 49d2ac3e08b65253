import { Blocker, blockersOf, factBlocker, taintBlocker } from './blockers';
import { Taint } from '../../../kubernetes/taint';
import { STARTUP_TAINTS, StartupTaint } from '../role/well-known';
import { Workload } from '../role/workload';
import { hasTaint } from '../simulation/moment';
import { Bootstrap, Setup, missingFacts } from '../simulation/simulate-bootstrap';

/** Something that a bootstrap is for: a Ready node, a startup taint that goes, an agent that runs. */
export type Goal =
  | { readonly kind: 'ready' }
  | { readonly kind: 'taint'; readonly taint: Taint }
  | { readonly kind: 'run'; readonly workload: Workload };

/**
 * The goals that were missed. An agent should run when all that keeps it is what others would bring; another one is not
 * meant for the node.
 */
export function missedGoals(bootstrap: Bootstrap): Goal[] {
  const { setup, end, stands } = bootstrap;
  const goals: Goal[] = [
    { kind: 'ready' },
    ...end.node.taints.filter((taint) => shouldGo(setup, taint)).map((taint): Goal => ({ kind: 'taint', taint })),
    ...stands
      .filter((stand) => {
        const blockers = blockersOf(bootstrap, stand);
        return blockers.length > 0 && blockers.every(({ providers }) => providers.length > 0);
      })
      .map(({ workload }): Goal => ({ kind: 'run', workload })),
  ];
  return goals.filter((goal) => !isMet(goal, bootstrap));
}

/** Whether a taint is one of the start: an agent removes it, it is known to go, or the caller says so. */
export function shouldGo({ roles, startupTaints }: Setup, taint: Taint): boolean {
  return (
    [...roles.values()].some(({ removesTaints }) => removesTaints.includes(taint.key)) ||
    startupTaint(taint) !== undefined ||
    hasTaint({ taints: startupTaints }, taint)
  );
}

export function isMet(goal: Goal, { setup, end, stands }: Bootstrap): boolean {
  switch (goal.kind) {
    case 'ready':
      return end.facts.has('Ready');
    case 'taint':
      return !hasTaint(end.node, goal.taint);
    case 'run':
      return stands.some(
        ({ workload, pod }) =>
          workload.agent.key === goal.workload.agent.key &&
          pod?.placed !== undefined &&
          missingFacts(setup, workload, end.facts).length === 0,
      );
  }
}

/** What keeps the goal from being reached. */
export function goalBlockers(goal: Goal, bootstrap: Bootstrap): Blocker[] {
  switch (goal.kind) {
    case 'ready':
      return [factBlocker(bootstrap, 'Ready')];
    case 'taint':
      return [taintBlocker(bootstrap, goal.taint)];
    case 'run':
      return bootstrap.stands
        .filter(({ workload }) => workload === goal.workload)
        .flatMap((stand) => blockersOf(bootstrap, stand));
  }
}

/** What is known of a taint that goes in time. */
export function startupTaint({ key }: Taint): StartupTaint | undefined {
  return STARTUP_TAINTS.find((known) => key === known.key || (known.key.endsWith('/') && key.startsWith(known.key)));
}
