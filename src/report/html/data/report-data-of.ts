import { PlacementOverhead } from '../../../planner/placement/overhead/placement-overhead';
import { PlacementPlan } from '../../../planner/placement/placement-plan';
import { printable } from '../../printable';
import { ReportData } from '../report-data';
import { agentData } from './agent-cells';
import { nameCodes } from './name-codes';
import { nodeColumns } from './node-columns';
import { orderedNodes } from './node-order';
import { overheadData } from './overhead-data';

/** All that the browser needs to draw and explain a plan. */
export function reportDataOf({ _placement: placement }: PlacementPlan, overhead: PlacementOverhead): ReportData {
  const nodes = orderedNodes(placement.inventoryNodes);
  const places = new Array<number>(nodes.length);
  nodes.forEach(({ index }, place) => (places[index] = place));
  return {
    nodes: nodes.length,
    names: nameCodes(nodes.map(({ node }) => printable(node.name))),
    columns: nodeColumns(placement, nodes),
    agents: placement.agents.map((agent) => agentData(placement, agent, places)),
    overhead: overheadData(overhead.classes, nodes),
  };
}
