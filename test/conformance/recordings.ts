import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseQuantity } from '../../src/kubernetes/quantity';
import type { PlacementPlan } from '../../src/planner/placement/placement-plan';
import { planOf } from '../fixtures';

/** The lines of a file of recordings. */
export function recordings(file: string): any[] {
  const text = gunzipSync(readFileSync(join(__dirname, file))).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The plan of a recorded cluster, without the DaemonSets that its API server rejected. */
export function planOfRecording(recording: any): PlacementPlan {
  const { nodes, pods, priorityClasses, limitRanges = [], runtimeClasses = [], podDisruptionBudgets = [] } = recording;
  const classes = priorityClasses.map((each: any) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: each.name },
    ...each,
  }));
  const daemonSets = recording.daemonSets.filter(
    ({ metadata }: any) => !(metadata.name in recording.expected.rejected),
  );
  return planOf(
    [...nodes, ...pods, ...classes, ...limitRanges, ...runtimeClasses, ...podDisruptionBudgets],
    daemonSets,
  );
}

/** How a plan differs from what Kubernetes did, a line each. */
export function differences({ id, expected }: any, plan: PlacementPlan): string[] {
  const document = plan.toJson();
  const lines: string[] = [];
  const same = (what: string, recorded: unknown, planned: unknown) => {
    if (JSON.stringify(recorded) !== JSON.stringify(planned)) {
      lines.push(`${id} ${what}: recorded ${JSON.stringify(recorded)}, planned ${JSON.stringify(planned)}`);
    }
  };
  for (const agent of document.daemonSets) {
    const recorded = expected.daemonSets[agent.name];
    const states = agent.placements
      .filter(({ state }) => state !== 'Excluded')
      .flatMap(({ state, nodes }) => nodes.map((node) => [node, state]));
    const recordedStates = Object.entries<any>(recorded.nodes).map(([node, { state }]) => [node, state]);
    same(`${agent.name} states`, recordedStates.sort(), states.sort());
    for (const [node, { message }] of Object.entries<any>(recorded.nodes)) {
      const planned = agent.placements.find(({ nodes }) => nodes.includes(node))?.reasons ?? [];
      const missing = messages(message).filter((each) => !planned.some((reason) => reason.message === each));
      same(`${agent.name} reasons on ${node} that the plan lacks`, missing, []);
    }
    same(`${agent.name} desired`, recorded.status.desired, agent.desired);
    same(`${agent.name} misscheduled`, recorded.status.misscheduled, agent.misscheduled);
    if (expected.priority?.[agent.name] !== undefined) {
      same(`${agent.name} priority`, expected.priority[agent.name], agent.priority);
      same(
        `${agent.name} tolerations`,
        expected.tolerations[agent.name].map(canonical),
        agent.tolerations.map(canonical),
      );
    }
  }
  for (const agent of plan._placement.agents) {
    const recorded = expected.effective?.[agent.daemonSet.name];
    if (recorded) {
      same(`${agent.key} effective pod`, effective(recorded), {
        priority: agent.priority,
        preemptionPolicy: agent.preemptionPolicy,
        overhead: amounts(agent.pod.overhead),
        nodeSelector: [...agent.pod.nodeSelector].sort(),
        containers: [...agent.pod.containers, ...agent.pod.initContainers].map(({ name, requests, limits }) => [
          name,
          amounts(requests),
          amounts(limits),
        ]),
      });
    }
  }
  same('evicted', [...expected.evicted].sort(), document.evicted.map(({ name }) => name).sort());
  return lines;
}

/** The recorded pod of an agent, as the API server made it. */
function effective({ priority, preemptionPolicy, overhead, nodeSelector, containers, initContainers = [] }: any) {
  const quantities = (list: Record<string, string> = {}) =>
    amounts(new Map(Object.entries(list).map(([name, quantity]) => [name, parseQuantity(quantity)])));
  return {
    priority,
    preemptionPolicy,
    overhead: quantities(overhead),
    nodeSelector: Object.entries(nodeSelector ?? {}).sort(),
    containers: [...containers, ...initContainers].map(({ name, resources }: any) => [
      name,
      quantities(resources?.requests),
      quantities(resources?.limits),
    ]),
  };
}

function amounts(list: ReadonlyMap<string, bigint>): string[] {
  return [...list].map(([name, quantity]) => `${name}=${quantity}`).sort();
}

/**
 * The reasons of the pod's own node in a FailedScheduling event. The event tells the moment of the last attempt, which
 * depends on ties and timing; a plan tells all that stands in the way in the end, so it must tell no less.
 */
function messages(event: string = ''): string[] {
  const [told] = event.replace(/^0\/\d+ nodes are available: /, '').split('. ');
  return told
    .split(', ')
    .map((each) => each.replace(/^\d+ /, ''))
    .filter((each) => each !== '' && !each.includes("didn't satisfy plugin(s)"));
}

function canonical({ key, operator, value, effect, tolerationSeconds }: any): unknown[] {
  return [key ?? '', operator ?? '', value ?? '', effect ?? '', tolerationSeconds ?? null];
}
