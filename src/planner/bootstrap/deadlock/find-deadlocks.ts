import { chainInWords, chainNames, chainOf, rootKey } from './chain';
import { missedGoals } from './goal';
import { smallestFix } from './smallest-fix';
import { BootstrapDeadlock } from '../bootstrap-document';
import { Bootstrap } from '../simulation/simulate-bootstrap';

/** Every deadlock of a bootstrap, once: goals that fail by the same thing are one. */
export function findDeadlocks(bootstrap: Bootstrap): Omit<BootstrapDeadlock, 'nodes'>[] {
  const deadlocks = new Map<string, Omit<BootstrapDeadlock, 'nodes'>>();
  for (const goal of missedGoals(bootstrap)) {
    const chain = chainOf(goal, bootstrap);
    const key = chain && rootKey(chain);
    if (chain && key !== undefined && !deadlocks.has(key)) {
      deadlocks.set(key, {
        cycle: chainNames(chain),
        message: chainInWords(goal, chain),
        fixes: smallestFix(goal, bootstrap),
      });
    }
  }
  return [...deadlocks.values()];
}
