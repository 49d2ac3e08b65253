import { blockersOf, factBlocker } from './blockers';
import { Edit, editAgainst, edited, fixOf, isSameEdit } from './edit';
import { Goal, goalBlockers, isMet } from './goal';
import { BootstrapFix } from '../bootstrap-document';
import { Bootstrap, Setup, missingFacts, simulateBootstrap } from '../simulation/simulate-bootstrap';

/**
 * The smallest change that reaches a goal: of as few agents as can be, with as few edits as can be. Each candidate is
 * simulated, so a fix that is told works. Empty when tolerations and the host network do not help.
 */
export function smallestFix(goal: Goal, bootstrap: Bootstrap): BootstrapFix[] {
  const { setup } = bootstrap;
  const keys = agentsBehind(goal, bootstrap);
  for (const subsets of [keys.map((key) => [key]), pairs(keys), [keys]]) {
    const repairs = subsets.map((subset) => repair(goal, setup, subset)).filter((edits) => edits !== undefined);
    if (repairs.length > 0) {
      const smallest = repairs.reduce((a, b) => (b.length < a.length ? b : a));
      return [...setup.roles.keys()]
        .map((workload) => ({ workload, own: smallest.filter(({ key }) => key === workload.agent.key) }))
        .filter(({ own }) => own.length > 0)
        .map(({ workload, own }) => fixOf(workload, own));
    }
  }
  return [];
}

/** All agents that something on the way to the goal waits for, or will wait for once its pod is there. */
function agentsBehind(goal: Goal, bootstrap: Bootstrap): string[] {
  const keys = new Set(goal.kind === 'run' ? [goal.workload.agent.key] : []);
  const queue = goalBlockers(goal, bootstrap);
  for (const { providers } of queue) {
    for (const provider of providers) {
      if (!keys.has(provider.agent.key)) {
        keys.add(provider.agent.key);
        const missing = missingFacts(bootstrap.setup, provider, bootstrap.end.facts);
        queue.push(
          ...bootstrap.stands
            .filter(({ workload }) => workload === provider)
            .flatMap((stand) => blockersOf(bootstrap, stand)),
          ...missing.map((fact) => factBlocker(bootstrap, fact)),
        );
      }
    }
  }
  return [...keys];
}

function pairs(keys: readonly string[]): string[][] {
  return keys.flatMap((a, i) => keys.slice(i + 1).map((b) => [a, b]));
}

/** Edits of these agents that reach the goal, none of which can be left out; undefined when there are none. */
function repair(goal: Goal, setup: Setup, keys: readonly string[]): Edit[] | undefined {
  const reaches = (edits: readonly Edit[]) => isMet(goal, simulateBootstrap(edited(setup, edits)));
  let edits: Edit[] = [];
  for (;;) {
    const bootstrap = simulateBootstrap(edited(setup, edits));
    if (isMet(goal, bootstrap)) {
      break;
    }
    const more = editsAgainstBlockers(bootstrap, keys).filter((edit) => !edits.some((each) => isSameEdit(each, edit)));
    if (more.length === 0) {
      return undefined;
    }
    edits = [...edits, ...more];
  }
  for (const edit of edits) {
    const without = edits.filter((each) => each !== edit);
    edits = reaches(without) ? without : edits;
  }
  return edits;
}

function editsAgainstBlockers(bootstrap: Bootstrap, keys: readonly string[]): Edit[] {
  return bootstrap.stands
    .filter(({ workload }) => keys.includes(workload.agent.key))
    .flatMap((stand) => blockersOf(bootstrap, stand).map((blocker) => editAgainst(stand.workload, blocker)))
    .filter((edit) => edit !== undefined);
}
