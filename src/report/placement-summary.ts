import { countText } from './units';
import { DaemonSetPlacement, PlacementPlanDocument } from '../planner/placement/placement-document';

/** What helps pods that a plugin keeps Pending. */
export const PENDING_ADVICE: Readonly<Record<string, string>> = {
  NodeResourcesFit: 'lower the request, raise the priority, make room or leave those nodes out',
  NodePorts: 'free the host port or leave those nodes out',
};

/** What the plan is about. */
export function placementHeadline({ nodes, daemonSets, kubernetesVersion }: PlacementPlanDocument): string {
  const fleet = `${countText(nodes.total, 'node')} of ${countText(nodes.classes, 'kind')}`;
  return `${countText(daemonSets.length, 'agent')} on ${fleet}, Kubernetes ${kubernetesVersion}`;
}

/**
 * The plan in a sentence or two: what would go wrong and what to do next, or that nothing would.
 *
 * @param where the details stand, seen from these sentences
 */
export function closingText(
  { daemonSets, evicted, findings }: PlacementPlanDocument,
  where: 'above' | 'below' = 'above',
): string {
  const pending = sum(daemonSets, (agent) => agent.pending);
  const refused = sum(daemonSets, (agent) => agent.refused);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sentences = [
    refused > 0 && `${countText(refused, 'pod')} would never be created: see Refused ${where}.`,
    pending > 0 && pendingText(pending, daemonSets, where),
    errors > 0 && `${countText(errors, 'finding')} ${where} ${errors === 1 ? 'is an error' : 'are errors'}: fix first.`,
  ].filter((sentence) => sentence !== false);
  if (sentences.length > 0) {
    return sentences.join(' ');
  }
  const price = evicted.length > 0 ? `, at the price of ${countText(evicted.length, 'evicted pod')}` : '';
  const excluded = daemonSets.some((agent) => agent.excluded > 0)
    ? ' Check that the nodes left out are meant to be.'
    : '';
  return `Every agent runs wherever its DaemonSet asks for${price}.${excluded}`;
}

/** Advice for each plugin that keeps pods Pending, with its number of pods when there are several. */
function pendingText(pending: number, daemonSets: readonly DaemonSetPlacement[], where: string): string {
  const pods = new Map<string, number>();
  const waiting = daemonSets.flatMap(({ placements }) => placements.filter(({ state }) => state === 'Pending'));
  for (const { reasons = [], nodes } of waiting) {
    const plugin = reasons.find(({ reported }) => reported)?.plugin ?? '';
    pods.set(plugin, (pods.get(plugin) ?? 0) + nodes.length);
  }
  const advice = [...pods]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([plugin, count]) =>
        `${pods.size > 1 ? `for ${count} of them, ` : ''}${PENDING_ADVICE[plugin] ?? `see the reasons ${where}`}`,
    );
  return `${countText(pending, 'pod')} would stay Pending: ${advice.join('; ')}.`;
}

function sum(daemonSets: readonly DaemonSetPlacement[], count: (agent: DaemonSetPlacement) => number): number {
  return daemonSets.reduce((total, agent) => total + count(agent), 0);
}
