import { chainInWords, chainNames, chainOf, rootKey } from './chain';
import { missedGoals } from './goal';
import { smallestFix } from './smallest-fix';
import { BootstrapDeadlock } from '../bootstrap-document';
import { Played } from '../play/play';

/** Every deadlock of a bootstrap, once: goals that fail by the same thing are one. */
export function findDeadlocks(played: Played): Omit<BootstrapDeadlock, 'nodes'>[] {
  const deadlocks = new Map<string, Omit<BootstrapDeadlock, 'nodes'>>();
  for (const goal of missedGoals(played)) {
    const chain = chainOf(goal, played);
    const key = chain && rootKey(chain);
    if (chain && key !== undefined && !deadlocks.has(key)) {
      deadlocks.set(key, {
        cycle: chainNames(chain),
        message: chainInWords(goal, chain),
        fixes: smallestFix(goal, played),
      });
    }
  }
  return [...deadlocks.values()];
}
