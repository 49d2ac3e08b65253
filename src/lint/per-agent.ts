import { LintAgent } from './lint-agent';

/** What a rule reads of an agent, read once: rules that compare agents ask for it with every other one. */
export function perAgent<T>(read: (agent: LintAgent) => T): (agent: LintAgent) => T {
  const known = new WeakMap<LintAgent, { readonly value: T }>();
  return (agent) => {
    const entry = known.get(agent) ?? { value: read(agent) };
    known.set(agent, entry);
    return entry.value;
  };
}
