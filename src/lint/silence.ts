import { LintAgent } from './lint-agent';
import { silences } from '../privileges/silence';

export { SILENCE_PREFIX } from '../privileges/silence';

/** Whether the agent says why a rule does not hold for it. */
export function isSilenced({ manifest }: LintAgent, rule: string): boolean {
  return silences(manifest.annotations, rule);
}
