import { Node } from '../../../inventory/node';
import { ClassDecision } from '../../placement/node-class';
import { PlacedPod } from '../../placement/node-state';
import { PlannedPlacement } from '../../placement/planned-placement';

/** A pod of an agent for a node; not placed while it is pending. */
export interface AgentPod {
  readonly placed?: PlacedPod;
}

/** A node that changes reach, with all that stands on it. Lists are by agent where they say so. */
export interface Site {
  readonly node: Node;
  /** By agent: what the controller decides; undefined while it has not looked at the node. */
  readonly decisions?: readonly ClassDecision[];
  /** Pods of others than the planned agents. */
  readonly others: readonly PlacedPod[];
  /** By agent; undefined where the controller has made none. */
  readonly pods: readonly (AgentPod | undefined)[];
  /** By agent: the pods of the plan, before anything happened. */
  readonly before: readonly (AgentPod | undefined)[];
  /** The node as the plan has it; undefined for one that joined. */
  readonly nodeBefore?: Node;
  /** By agent: what made its pod go and come, in order. */
  readonly story: readonly (readonly string[])[];
}

/** A node of a plan, as the plan leaves it. */
export function plannedSite({ agents, nodes, verdicts }: PlannedPlacement, i: number): Site {
  const { node } = nodes[i];
  const pods = agents.map(({ index }): AgentPod | undefined =>
    verdicts[index][i].state === 'Pending' ? {} : undefined,
  );
  const others: PlacedPod[] = [];
  for (const pod of nodes[i].pods) {
    if (pod.agent) {
      pods[pod.agent.index] = { placed: pod };
    } else {
      others.push(pod);
    }
  }
  const decisions = agents.map(({ index }) => verdicts[index][i].decision);
  return { node, nodeBefore: node, decisions, others, pods, before: pods, story: agents.map(() => []) };
}

/** A node that joins; one of its name may have been there before. */
export function joiningSite(node: Node, { agents }: PlannedPlacement, previous?: Site): Site {
  const none = agents.map(() => undefined);
  return { node, others: [], pods: none, before: previous?.before ?? none, story: agents.map(() => []) };
}
