import { nodeNamesText } from '../node-names';
import { countText } from '../units';
import { JunitCase, junitXml } from './junit-xml';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import { DaemonSetPlacement, PlacementPlanDocument, PlanFinding } from '../../planner/placement/placement-document';
import { RequirementResult } from '../../planner/placement/requirement';
import { outcomesOf } from '../text/outcomes';
import { reasonText } from '../text/reason-text';

/** Two cases for every agent, that its pods run and that nothing is found to be an error, and one for every requirement. */
export function placementJunit(
  { daemonSets, findings }: PlacementPlanDocument,
  requirements: readonly RequirementResult[],
): string {
  return junitXml('placement', [
    ...daemonSets.flatMap((agent) => agentCases(agent, findings)),
    ...requirements.map(({ agent, requirement, lines }) => ({
      className: agent,
      name: `runs on ${requirement.text}`,
      failures: lines,
    })),
  ]);
}

function agentCases(agent: DaemonSetPlacement, findings: readonly PlanFinding[]): JunitCase[] {
  const className = daemonSetKey(agent);
  // Requirements have cases of their own.
  const own = findings.filter(({ daemonSet, rule }) => daemonSet === className && rule !== 'coverage');
  const told = (each: PlanFinding) => `${each.severity} ${each.rule}: ${each.message} (fix: ${each.fix})`;
  return [
    { className, name: 'every pod that is wanted runs', failures: waitingLines(agent) },
    {
      className,
      name: 'nothing is found to be an error',
      failures: own.filter(({ severity }) => severity === 'error').map(told),
      notes: own.filter(({ severity }) => severity !== 'error').map(told),
    },
  ];
}

function waitingLines({ placements }: DaemonSetPlacement): string[] {
  return outcomesOf(placements)
    .filter(({ state }) => state !== 'Excluded')
    .map(
      ({ state, nodes, reasons }) =>
        `${state} on ${countText(nodes.length, 'node')} (${nodeNamesText(nodes, 120)}): ${reasons.map(reasonText).join('; ')}`,
    );
}
