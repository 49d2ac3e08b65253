import { recordings } from './recordings';
import { parseQuantity } from '../../src/kubernetes/quantity';
import type { PlacementReason } from '../../src/planner/placement/placement-document';
import { planOf } from '../fixtures';

const recorded = recordings('placement.jsonl.gz');

test('every recorded decision of the controller and the scheduler is planned alike, with all its reasons', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(1500);
  expect(recorded.flatMap(difference)).toEqual([]);
});

function difference({ id, node, pods, daemonSet, expected }: any): string[] {
  const plan = planOf([node, ...pods], [daemonSet])._placement;
  const verdict = plan.outcomes.at(0, 0);
  const planned = {
    shouldRun: verdict.decision.shouldRun,
    shouldContinueRunning: verdict.decision.shouldContinueRunning,
    podRequests: sorted([...plan.agents[0].requests].map(([name, quantity]) => `${name}=${quantity}`)),
    admission: verdict.decision.shouldRun ? sorted(verdict.reasons.map(reasonKey)) : [],
  };
  const wanted = {
    shouldRun: expected.shouldRun,
    shouldContinueRunning: expected.shouldContinueRunning,
    podRequests: sorted(
      Object.entries<string>(expected.podRequests).map(([name, quantity]) => `${name}=${parseQuantity(quantity)}`),
    ),
    admission: sorted((expected.admission ?? []).map((each: any) => reasonKey({ ...each, message: each.reason }))),
  };
  return JSON.stringify(planned) === JSON.stringify(wanted)
    ? []
    : [`${id}: recorded ${JSON.stringify(wanted)}, planned ${JSON.stringify(planned)}`];
}

function reasonKey({ plugin, message, resource, requested, used, capacity }: PlacementReason): string {
  return JSON.stringify([plugin, message, resource, requested, used, capacity]);
}

function sorted(list: string[]): string[] {
  return [...list].sort();
}
