import { LintAgent } from './lint-agent';

/** Annotation of a DaemonSet that says why it is privileged; agents that are composed carry it. */
const REASON = 'cdk8s-node-agents/privileged';

/** Whether the agent says why it needs privileges on the node. */
export function isExplained({ manifest }: LintAgent): boolean {
  return Boolean(manifest.annotations.get(REASON)?.trim());
}
