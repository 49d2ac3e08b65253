import { blockersOf, factBlocker } from './blockers';
import { Edit, editAgainst, edited, fixOf, isSameEdit } from './edit';
import { Goal, goalBlockers, isMet } from './goal';
import { BootstrapFix } from '../bootstrap-document';
import { Played, Stage, missingFacts, play } from '../play/play';

/**
 * The smallest change that reaches a goal: of as few agents as can be, with as few edits as can be. Each candidate is played
 * to its end, so a fix that is told works. Empty when tolerations and the host network do not help.
 */
export function smallestFix(goal: Goal, played: Played): BootstrapFix[] {
  const { stage } = played;
  const keys = agentsBehind(goal, played);
  for (const subsets of [keys.map((key) => [key]), pairs(keys), [keys]]) {
    const repairs = subsets.map((subset) => repair(goal, stage, subset)).filter((edits) => edits !== undefined);
    if (repairs.length > 0) {
      const smallest = repairs.reduce((a, b) => (b.length < a.length ? b : a));
      return [...stage.roles.keys()]
        .map((actor) => ({ actor, own: smallest.filter(({ key }) => key === actor.agent.key) }))
        .filter(({ own }) => own.length > 0)
        .map(({ actor, own }) => fixOf(actor, own));
    }
  }
  return [];
}

/** All agents that something on the way to the goal waits for, or will wait for once its pod is there. */
function agentsBehind(goal: Goal, played: Played): string[] {
  const keys = new Set(goal.kind === 'run' ? [goal.actor.agent.key] : []);
  const queue = goalBlockers(goal, played);
  for (const { providers } of queue) {
    for (const provider of providers) {
      if (!keys.has(provider.agent.key)) {
        keys.add(provider.agent.key);
        const missing = missingFacts(played.stage, provider, played.end.facts);
        queue.push(
          ...played.stands.filter(({ actor }) => actor === provider).flatMap((stand) => blockersOf(played, stand)),
          ...missing.map((fact) => factBlocker(played, fact)),
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
function repair(goal: Goal, stage: Stage, keys: readonly string[]): Edit[] | undefined {
  const reaches = (edits: readonly Edit[]) => isMet(goal, play(edited(stage, edits)));
  let edits: Edit[] = [];
  for (;;) {
    const played = play(edited(stage, edits));
    if (isMet(goal, played)) {
      break;
    }
    const more = editsAgainstBlockers(played, keys).filter((edit) => !edits.some((each) => isSameEdit(each, edit)));
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

function editsAgainstBlockers(played: Played, keys: readonly string[]): Edit[] {
  return played.stands
    .filter(({ actor }) => keys.includes(actor.agent.key))
    .flatMap((stand) => blockersOf(played, stand).map((blocker) => editAgainst(stand.actor, blocker)))
    .filter((edit) => edit !== undefined);
}
