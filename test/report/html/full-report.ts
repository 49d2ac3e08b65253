import { smallAgents, smallCluster, smallPlan } from './small-fleet';
import { NodeInventory } from '../../../src/inventory/node-inventory';
import { manifestsOf } from '../../../src/kubernetes/manifest/read-manifests';
import { planBootstrap } from '../../../src/planner/bootstrap/plan-bootstrap';
import { PlacementChange } from '../../../src/planner/change/between/placement-change';
import { planRollouts } from '../../../src/planner/rollout/plan-rollout';
import { htmlReport } from '../../../src/report/html/html-report';
import { planOf } from '../../fixtures';

/** A report with every section: the placement, what it changes, its rollout and how new nodes fare. */
export function fullReport(): string {
  const inventory = NodeInventory.fromManifests(smallCluster());
  const before = JSON.parse(JSON.stringify(smallAgents().slice(0, 2)).replaceAll('agent:1', 'agent:0'));
  const from = manifestsOf(before, []);
  const to = manifestsOf(smallAgents(), []);
  return htmlReport({
    plan: smallPlan(),
    rollouts: planRollouts(inventory, from, to).map((plan) => plan.toJson()),
    bootstrap: planBootstrap(inventory, to).toJson(),
    change: PlacementChange.between(planOf(smallCluster(), before), smallPlan()).toJson(),
  });
}
