import { asJson } from '../../src/cli/report-options';
import { planBootstrap } from '../../src/planner/bootstrap/plan-bootstrap';
import { PlacementChange } from '../../src/planner/change/between/placement-change';
import { planPlacement } from '../../src/planner/placement/plan-placement';
import { planRollouts } from '../../src/planner/rollout/plan-rollout';
import { htmlReport } from '../../src/report/html/html-report';
import { bootstrapMarkdown } from '../../src/report/markdown/bootstrap-markdown';
import { changeMarkdown } from '../../src/report/markdown/change-markdown';
import { placementMarkdown } from '../../src/report/markdown/placement-markdown';
import { rolloutMarkdown } from '../../src/report/markdown/rollout-markdown';
import { bootstrapText } from '../../src/report/text/bootstrap-text';
import { changeText } from '../../src/report/text/change-text';
import { placementText } from '../../src/report/text/placement-text';
import { rolloutText } from '../../src/report/text/rollout-text';
import { Figure } from '../figure';
import { agentManifests, changedManifests, fleetInventory } from '../fleet/fleet';
import { Scenario } from '../scenario';
import { millisecondsToFirstClick } from './first-click';

const AGENTS = 50;
const NODES = 100_000;
const FEW_LINES = { atMost: 199 };

export const reportScenarios: readonly Scenario[] = [
  {
    name: 'reports of 100,000 nodes',
    run: async () => {
      const plan = planPlacement(fleetInventory(NODES, { pods: 'crowding' }), agentManifests(AGENTS));
      const document = plan.toJson();
      const { classes } = plan.overhead();
      return [
        megabytes('JSON of the plan, 100,000 × 50', asJson(document), 10),
        megabytes('HTML report of it', htmlReport({ plan }), 8),
        lines('text of it', placementText(document, classes)),
        lines('Markdown of it', placementMarkdown(document, classes)),
      ];
    },
  },
  {
    name: 'reports of what happens to 100,000 nodes',
    run: async () => {
      const inventory = fleetInventory(NODES, { pods: 'crowding' });
      const [from, to] = [agentManifests(AGENTS), changedManifests(AGENTS)];
      const bootstrap = planBootstrap(inventory, to).toJson();
      const [before, after] = [from, to].map((manifests) => planPlacement(inventory, manifests));
      const change = PlacementChange.between(before, after).toJson();
      const changed = to.filter(({ object }, i) => JSON.stringify(object) !== JSON.stringify(from[i].object));
      const rollouts = planRollouts(inventory, from, changed).map((rollout) => rollout.toJson());
      return [
        lines('text of rollouts of two agents', rolloutText(rollouts)),
        lines('Markdown of rollouts of two agents', rolloutMarkdown(rollouts)),
        lines('text of a bootstrap', bootstrapText(bootstrap)),
        lines('Markdown of a bootstrap', bootstrapMarkdown(bootstrap)),
        lines('text of a diff', changeText(change)),
        lines('Markdown of a diff', changeMarkdown(change)),
      ];
    },
  },
  {
    name: 'HTML report of 100,000 nodes in a browser',
    run: async () => {
      const what = 'HTML report of 100,000 × 50, opened and its first click answered';
      const plan = planPlacement(fleetInventory(NODES, { pods: 'crowding' }), agentManifests(AGENTS));
      const timing = await millisecondsToFirstClick(htmlReport({ plan }), 7);
      return [
        timing
          ? { what, unit: 'ms', value: timing.median, spread: timing.spread, target: { atMost: 1_000 } }
          : { what, skipped: 'no Chromium on the PATH, and CHROMIUM_PATH names none' },
      ];
    },
  },
];

function megabytes(what: string, text: string, atMost: number): Figure {
  return { what, unit: 'MB', value: Buffer.byteLength(text) / 1e6, target: { atMost } };
}

function lines(what: string, text: string): Figure {
  return { what, unit: 'lines', value: text.trimEnd().split('\n').length, target: FEW_LINES };
}
