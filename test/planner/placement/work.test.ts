import { AGENTS_PRIORITY } from '../../../bench/fleet/agents';
import { agentManifests, changedManifests } from '../../../bench/fleet/fleet';
import { benchNode } from '../../../bench/fleet/nodes';
import { NodeInventory } from '../../../src/inventory/node-inventory';
import * as quantity from '../../../src/kubernetes/quantity';
import { PlacementChange } from '../../../src/planner/change/between/placement-change';
import * as controller from '../../../src/planner/placement/controller';
import { NodeRanges } from '../../../src/planner/placement/node-ranges';
import type { PlacementPlan } from '../../../src/planner/placement/placement-plan';
import { planPlacement } from '../../../src/planner/placement/plan-placement';
import { SettledFleet } from '../../../src/planner/placement/settled-fleet';
import * as verdict from '../../../src/planner/placement/verdict';
import { verdictGroups } from '../../../src/planner/placement/verdict-groups';

/** A fleet of the kinds of the first 500 nodes of the bench, so often that it comes to so many nodes. */
function fleet(count: number): NodeInventory {
  const nodes = Array.from({ length: count }, (_, i) => {
    const { metadata, ...node } = benchNode(i % 500);
    const name = `n-${String(i).padStart(5, '0')}`;
    return { ...node, metadata: { ...metadata, name, labels: { ...metadata.labels, 'kubernetes.io/hostname': name } } };
  });
  return NodeInventory.fromManifests([AGENTS_PRIORITY, ...nodes]);
}

/** The work of a plan and its document, counted. */
function work(nodes: number, agents: number) {
  const decisions = jest.spyOn(controller, 'nodeShouldRunDaemonPod');
  const verdicts = jest.spyOn(verdict, 'verdictBeforeScheduling');
  const lists = jest.spyOn(NodeRanges.prototype, 'within');
  const inventory = fleet(nodes);
  const manifests = agentManifests(agents);
  [decisions, verdicts, lists].forEach((spy) => spy.mockClear());
  const plan = planPlacement(inventory, manifests);
  const { placements, ranges, names } = documentWork(plan);
  const { outcomes } = plan._placement;
  const distinct = new Set(plan._placement.agents.flatMap((agent) => groupsOf(plan, agent.index)));
  const counted = {
    decisions: decisions.mock.calls.length,
    verdictsMade: verdicts.mock.calls.length,
    verdictsKept: distinct.size,
    outcomes: outcomes.size,
    placements,
    ranges,
    lists: lists.mock.calls.length,
  };
  jest.restoreAllMocks();
  return { counted, names };
}

function groupsOf({ _placement }: PlacementPlan, agent: number) {
  return verdictGroups(_placement, _placement.agents[agent]).map((group) => group.verdict);
}

function documentWork(plan: PlacementPlan) {
  const { nodes, daemonSets } = plan.toJson({ nodes: 'ranges' });
  const placements = daemonSets.flatMap((each) => each.placements);
  const ranges = placements.reduce((sum, { nodeRanges = [] }) => sum + nodeRanges.length, 0);
  return { placements: placements.length, ranges, names: nodes.names!.length };
}

describe('the work of a plan', () => {
  const once = work(1_000, 50);

  test('is the same for twice as many nodes of the same kinds, but for their names', () => {
    const twice = work(2_000, 50);
    expect(twice.counted).toEqual(once.counted);
    expect([once.names, twice.names]).toEqual([1_000, 2_000]);
  });

  test('is twice as much for twice the agents', () => {
    const { counted } = work(1_000, 100);
    expect(counted.decisions).toBe(2 * once.counted.decisions);
    expect(counted.verdictsMade).toBeLessThanOrEqual(2 * once.counted.verdictsMade);
    expect(counted.lists).toBe(0);
  });

  test('asks the controller once for each agent on each kind of node, not on each node', () => {
    const kinds = planPlacement(fleet(1_000), agentManifests(50))._placement.classCount;
    expect(once.counted.decisions).toBeLessThanOrEqual(50 * kinds);
    expect(once.counted.decisions).toBeGreaterThan(0);
  });
});

test('an inventory of twice as many nodes of the same kinds takes as many quantities to parse', () => {
  const parsed = (nodes: number) => {
    const spy = jest.spyOn(quantity, 'tryParseQuantity').mockClear();
    fleet(nodes);
    const { length } = spy.mock.calls;
    spy.mockRestore();
    return length;
  };
  const once = parsed(1_000);
  expect(once).toBeGreaterThan(0);
  expect(parsed(2_000)).toBe(once);
});

describe('how nodes stand once the agents are placed', () => {
  test('is made of each when somebody asks, and once', () => {
    const { stateOn, nodes } = planPlacement(fleet(10), agentManifests(2))._placement;
    const third = stateOn(3);
    expect(nodes.map((state) => state === third)).toEqual(nodes.map((_, i) => i === 3));
    expect(nodes.map(({ node }) => node.name)).toEqual(nodes.map((_, i) => `n-0000${i}`));
  });

  test('is asked by the rollouts of a change of as many nodes as there are kinds', () => {
    const asked = (nodes: number) => {
      const inventory = fleet(nodes);
      const [before, after] = [agentManifests(50), changedManifests(50)].map((each) => planPlacement(inventory, each));
      const at = jest.spyOn(SettledFleet.prototype, 'at').mockClear();
      expect(PlacementChange.between(before, after).rollouts.length).toBeGreaterThan(0);
      const { length } = at.mock.calls;
      at.mockRestore();
      return { length, kinds: before._placement.classCount };
    };
    const once = asked(1_000);
    expect(once.length).toBeGreaterThan(0);
    expect(once.length).toBeLessThanOrEqual(4 * once.kinds);
    expect(asked(2_000)).toEqual(once);
  });
});
