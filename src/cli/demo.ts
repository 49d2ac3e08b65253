import { join, relative } from 'node:path';
import { Command } from 'commander';
import { CommandResult, addExample } from './command';
import { readPlanInput } from './plan-input';
import { textOptions } from './report-options';
import { review } from './review-options';
import { Streams } from './streams';
import { NEWEST_MINOR } from '../kubernetes/kubernetes-version';
import { planPlacement } from '../planner/placement/plan-placement';
import { printable } from '../report/printable';
import { placementText } from '../report/text/placement-text';
import { wrapped } from '../report/text/wrapped';

/** Where the package has the cluster and the agents of the demo. */
const DEMO = join(__dirname, '../../demo');

/** `node-agents demo`. */
export function define(command: Command, streams: Streams, done: (result: CommandResult) => void): void {
  command.action(async () => done(await demo(command.parent!.name(), streams)));
  addExample(command, 'node-agents demo');
}

/** What the commands say that a new user would type first; its troubles are meant, so it never fails. */
async function demo(program: string, streams: Streams): Promise<CommandResult> {
  const agents = join(DEMO, 'agents.yaml');
  const nodes = join(DEMO, 'nodes.yaml');
  const version = { kubernetesVersion: `1.${NEWEST_MINOR}` };
  const { inventory, manifests } = await readPlanInput([agents], { nodes: [nodes], ...version }, streams);
  const { plan } = review(planPlacement(inventory, manifests, version), manifests, {});
  const options = textOptions(streams, { format: 'text' });
  const inputs = `${shortest(agents)} --nodes ${shortest(nodes)}`;
  const output = [
    'A small cluster, and the agents that are about to be deployed on it.',
    `$ ${program} plan ${inputs}`,
    placementText(plan.toJson(), plan.overhead().classes, options).trimEnd(),
    'Why does the log collector not run on the GPU node?',
    `$ ${program} explain logs gpu-1 ${inputs}`,
    wrapped(printable(plan.explain('logs', 'gpu-1')), Math.max(80, options.width ?? 0)).join('\n'),
    'Now with your own cluster and agents:',
    `$ kubectl get nodes,pods -A -o json > nodes.json\n$ ${program} plan dist/ --nodes nodes.json`,
  ];
  return { output: `${output.join('\n\n')}\n`, exitCode: 0 };
}

function shortest(path: string): string {
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}
