import { alikePlaces } from './alike';
import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';

/** Nodes that share a verdict. */
export interface VerdictGroup {
  readonly verdict: Verdict;
  /** Indexes of the nodes, ascending. */
  readonly nodes: readonly number[];
}

const alikeOf = new WeakMap<PlannedPlacement['verdicts'], readonly (readonly number[])[]>();
const groupsOf = new WeakMap<readonly Verdict[], readonly VerdictGroup[]>();

/** The nodes by index, those together that share their verdicts on every agent; in order of the first of each. */
export function alikeNodes({ nodes, verdicts }: PlannedPlacement): readonly (readonly number[])[] {
  const alike = alikeOf.get(verdicts) ?? alikePlaces(nodes.length, verdicts);
  alikeOf.set(verdicts, alike);
  return alike;
}

/**
 * The verdicts on an agent, each with its nodes. Most nodes share their verdict with many others, so whoever counts,
 * tells or searches need not look at each node.
 */
export function verdictGroups(plan: PlannedPlacement, agent: PlannedAgent): readonly VerdictGroup[] {
  const verdicts = plan.verdicts[agent.index];
  let groups = groupsOf.get(verdicts);
  if (!groups) {
    const nodesOf = new Map<Verdict, (readonly number[])[]>();
    for (const nodes of alikeNodes(plan)) {
      const verdict = verdicts[nodes[0]];
      const parts = nodesOf.get(verdict);
      if (parts) {
        parts.push(nodes);
      } else {
        nodesOf.set(verdict, [nodes]);
      }
    }
    groups = [...nodesOf].map(([verdict, parts]) => ({
      verdict,
      nodes: parts.length === 1 ? parts[0] : parts.flat().sort((a, b) => a - b),
    }));
    groupsOf.set(verdicts, groups);
  }
  return groups;
}
