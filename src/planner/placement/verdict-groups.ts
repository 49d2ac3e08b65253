import { PlannedAgent } from './planned-agent';
import { PlannedPlacement, Verdict } from './planned-placement';

/** Nodes that share a verdict. */
export interface VerdictGroup {
  readonly verdict: Verdict;
  /** Indexes of the nodes, ascending. */
  readonly nodes: readonly number[];
}

const groupsOf = new WeakMap<readonly Verdict[], readonly VerdictGroup[]>();

/**
 * The verdicts on an agent, each with its nodes. Most nodes share their verdict with many others, so whoever counts,
 * tells or searches need not look at each node.
 */
export function verdictGroups(plan: PlannedPlacement, agent: PlannedAgent): readonly VerdictGroup[] {
  const verdicts = plan.verdicts[agent.index];
  let groups = groupsOf.get(verdicts);
  if (!groups) {
    const nodesOf = new Map<Verdict, number[]>();
    verdicts.forEach((verdict, i) => {
      const nodes = nodesOf.get(verdict);
      if (nodes) {
        nodes.push(i);
      } else {
        nodesOf.set(verdict, [i]);
      }
    });
    groups = [...nodesOf].map(([verdict, nodes]) => ({ verdict, nodes }));
    groupsOf.set(verdicts, groups);
  }
  return groups;
}
