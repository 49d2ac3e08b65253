import { recordings } from './recordings';
import { NodeInventory } from '../../src';
import { BootstrapPlanner } from '../../src/synth/bootstrap-planner';

const recorded = recordings('bootstrap.jsonl.gz');

test('every recorded node that joined becomes ready or not, and every agent stands, as in Kubernetes', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(50);
  expect(recorded.flatMap(differences)).toEqual([]);
});

function differences({ id, node, agents, expected }: any): string[] {
  const roles = Object.fromEntries(
    agents.map(({ daemonSet: { metadata }, provides, removesTaints, requires }: any) => [
      `${metadata.namespace}/${metadata.name}`,
      { provides, removesTaints, requires },
    ]),
  );
  const manifests = agents.map(({ daemonSet }: any) => daemonSet);
  const plan = BootstrapPlanner.plan(NodeInventory.fromManifests([node]), manifests, { roles });
  const [bootstrap] = plan.toJson().nodes;
  const planned = {
    nodeReady: bootstrap.becomesReady,
    taints: bootstrap.remainingTaints,
    agents: Object.fromEntries(bootstrap.agents.map(({ daemonSet, state }) => [daemonSet.split('/')[1], state])),
  };
  const { nodeReady, taints } = expected;
  const wanted = { nodeReady, taints, agents: expected.agents };
  return JSON.stringify(sorted(planned)) === JSON.stringify(sorted(wanted))
    ? []
    : [`${id}: recorded ${JSON.stringify(wanted)}, planned ${JSON.stringify(planned)}`];
}

function sorted({ nodeReady, taints, agents }: any): unknown {
  return [nodeReady, taints.map(({ key, value, effect }: any) => [key, value, effect]), Object.entries(agents).sort()];
}
