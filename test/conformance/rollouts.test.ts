import { recordings } from './recordings';
import { NodeInventory, RemainingPods, RolloutPlanDocument, RolloutPlanner } from '../../src';

const recorded = recordings('rollouts.jsonl.gz');

test('every recorded rollout ends as it did in Kubernetes, with as many pods missing and to spare on the way', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(27);
  expect(recorded.flatMap(differences)).toEqual([]);
});

function planOf({ nodes, from, to, notReadyBefore, neverReadyAfter }: any): RolloutPlanDocument {
  return RolloutPlanner.plan(NodeInventory.fromManifests(nodes), from, to, {
    unavailableNodes: notReadyBefore,
    newPodsBecomeReady: !neverReadyAfter,
  }).toJson();
}

/** How a plan differs from what Kubernetes did, a line each. */
function differences(recording: any): string[] {
  const { id, kind, expected } = recording;
  const plan = planOf(recording);
  const lines: string[] = [];
  const same = (what: string, was: unknown, planned: unknown) => {
    if (JSON.stringify(was) !== JSON.stringify(planned)) {
      lines.push(`${id} (${kind}) ${what}: recorded ${JSON.stringify(was)}, planned ${JSON.stringify(planned)}`);
    }
  };
  const { unavailable, ...status } = expected.status;
  same('completes', expected.completed, plan.completes);
  same('status', status, plan.status);
  same('unavailable', unavailable, plan.status.desired - plan.status.available);
  same('peakUnavailable', expected.peakUnavailable, plan.peakUnavailable);
  same('peakSurge', expected.peakExtra, plan.peakSurge);
  same('pods left', podsRecorded(expected.nodes), podsPlanned(plan.remaining));
  return lines;
}

/** On how many nodes which pods are left: which nodes those are depends on the order, which is random. */
function podsRecorded(nodes: Record<string, any[]>): string[] {
  const told = ({ revision, scheduled, available }: any) => [revision === 1 ? 'old' : 'new', scheduled, available];
  return Object.values(nodes)
    .map((pods) => JSON.stringify(pods.map(told)))
    .sort();
}

function podsPlanned(remaining: RemainingPods[]): string[] {
  return remaining
    .flatMap(({ nodes, pods }) =>
      nodes.map(() =>
        JSON.stringify(pods.map(({ revision, scheduled, available }) => [revision, scheduled, available])),
      ),
    )
    .sort();
}
