import { FilterContext } from './filters/filter';
import { PlacementReason } from './placement-document';
import { fits } from './scheduler';
import { termMatches } from '../../kubernetes/node-selector';
import { Taint } from '../../kubernetes/taint';

/** A change that would let an agent run on a node. */
export interface Remedy {
  /** What it is, as the beginning of a sentence: `To tolerate the taint`. */
  readonly purpose: string;
  /** The change as a line of the pod's manifest. */
  readonly manifest: string;
  /** The same as a property of the construct. @default - there is none */
  readonly typescript?: string;
}

/** What would make the controller create a pod: the labels, the node affinity and the tolerations that are missing. */
export function controllerRemedies(
  { agent, state }: FilterContext,
  reasons: readonly PlacementReason[],
  node: string,
): Remedy[] {
  const { nodeSelector, requiredTerms } = agent.daemonSet.template.spec;
  const labels = [...nodeSelector].filter(([key, value]) => state.node.labels.get(key) !== value);
  const outside = requiredTerms !== undefined && !requiredTerms.some((term) => termMatches(term, state.node));
  const taints = reasons.flatMap(({ taint }) => (taint ? [taint] : []));
  return [...labels.map(labelRemedy), ...(outside ? [affinityRemedy(node)] : []), ...taints.map(tolerationRemedy)];
}

function affinityRemedy(node: string): Remedy {
  return {
    purpose: 'To select the node whatever its labels are',
    manifest: `nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [${node}]}]}], beside those there are`,
    typescript: `NodeSet.anyOf(nodes, NodeSet.named(${JSON.stringify(node)}))`,
  };
}

function tolerationRemedy({ key, value, effect }: Taint): Remedy {
  const matching = value ? `operator: Equal, value: ${JSON.stringify(value)}` : 'operator: Exists';
  const options = value ? `{ value: ${JSON.stringify(value)} }` : '';
  return {
    purpose: 'To tolerate the taint',
    manifest: `tolerations: [{key: ${key}, ${matching}, effect: ${effect}}]`,
    typescript: `TolerationSet.taint(${[JSON.stringify(key), options].filter(Boolean).join(', ')})`,
  };
}

/** Labels that say what a node is: one does not set them to attract an agent. */
const INTRINSIC_LABEL = /^((.+\.)?kubernetes\.io|.+\.k8s\.io)\//;

function labelRemedy([key, value]: [string, string]): Remedy {
  const typescript = `nodes without labelled(${JSON.stringify(key)}, ${JSON.stringify(value)})`;
  const manifest = INTRINSIC_LABEL.test(key)
    ? `nodeSelector without ${key}: ${value}`
    : `labels: {${key}: ${JSON.stringify(value)}} into its metadata`;
  return { purpose: 'To select the node', manifest, typescript };
}

/** What would make the scheduler place the pod: smaller requests, or a priority that makes room. */
export function schedulerRemedies(context: FilterContext, reasons: readonly PlacementReason[]): Remedy[] {
  const short = reasons.filter(({ resource }) => resource !== undefined && resource !== 'pods');
  const free = short.filter(({ used, capacity }) => capacity! > used!);
  const smaller: Remedy[] = free.length < short.length || short.length === 0 ? [] : [requestRemedy(free)];
  const priority = sufficientPriority(context);
  return priority === undefined ? smaller : [...smaller, priorityRemedy(priority)];
}

function requestRemedy(short: readonly PlacementReason[]): Remedy {
  const room = short.map(({ resource, used, capacity }) => {
    const left = capacity! - used!;
    return `${resource}: ${resource === 'cpu' ? `${left}m` : left}`;
  });
  return { purpose: 'To fit beside the pods there', manifest: `resources: {requests: {${room.join(', ')}}} at most` };
}

function priorityRemedy(priority: number): Remedy {
  return {
    purpose: `To make room by evicting pods of priority ${priority - 1} and below`,
    manifest: `priorityClassName: NAME, of a PriorityClass with a value of at least ${priority}`,
    typescript: "PriorityClass.named('NAME')",
  };
}

/** The lowest priority from which on the pod would find room, by evicting; undefined when none would do. */
function sufficientPriority(context: FilterContext): number | undefined {
  const { agent, state, fleet } = context;
  const removed: (typeof state.pods)[number][] = [];
  try {
    for (const priority of [...new Set(state.pods.map((pod) => pod.priority))].sort((a, b) => a - b)) {
      for (const pod of state.pods.filter((each) => each.priority === priority)) {
        fleet.remove(pod, state);
        removed.push(pod);
      }
      if (priority >= agent.priority && fits(context)) {
        return priority + 1;
      }
    }
    return undefined;
  } finally {
    removed.forEach((pod) => fleet.add(pod, state));
  }
}

/** `To tolerate the taint, write …, or in TypeScript ….` */
export function remedyToString({ purpose, manifest, typescript }: Remedy): string {
  return `${purpose}, write ${manifest}${typescript ? `; in TypeScript ${typescript}` : ''}.`;
}
