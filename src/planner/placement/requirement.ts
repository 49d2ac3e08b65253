import { findAgent } from './find-agent';
import { PlanFinding } from './placement-document';
import { PlannedPlacement } from './planned-placement';
import { coverageShortfall, shortfallToString } from './shortfall';
import { SelectorRequirement } from '../../kubernetes/label-selector';
import { NodeRequirements } from '../../kubernetes/node-selector';
import { parseLabelSelector } from '../../kubernetes/parse-label-selector';
import { VIRTUAL_NODES } from '../../kubernetes/virtual-nodes';

/** Where an agent must run. */
export interface Requirement {
  /** The DaemonSet, as `name` or `namespace/name`. */
  readonly agent: string;
  readonly nodes: NodeRequirements;
  /** The nodes in words, as they were given. */
  readonly text: string;
}

/** What a plan makes of a requirement. */
export interface RequirementResult {
  readonly requirement: Requirement;
  /** The DaemonSet, as `namespace/name`. */
  readonly agent: string;
  /** Where it does not run though it must, and why, a line each; empty when the requirement is met. */
  readonly lines: readonly string[];
}

const EVERY_NODE = 'every node';
const LINUX_NODES = 'kubernetes.io/os=linux';

/**
 * Reads a requirement: `logs on node.example.com/pool=infra`, with the label selector as kubectl takes it, `logs on every
 * node`, or just `logs` for every Linux node. Virtual nodes, which run no daemon pods, are no part of it unless the
 * selector speaks of them.
 *
 * @throws Error that says what is no requirement
 */
export function readRequirement(text: string): Requirement {
  const [, agent, nodes = LINUX_NODES] = /^\s*(\S+)(?:\s+on\s+(\S.*?))?\s*$/s.exec(text) ?? [];
  if (agent === undefined) {
    throw new Error(`"${text}" is no requirement: expected AGENT on SELECTOR, such as logs on kubernetes.io/os=linux`);
  }
  const selected = nodes === EVERY_NODE ? [] : parseLabelSelector(nodes);
  return {
    agent,
    nodes: {
      nodeSelector: new Map(),
      requiredTerms: [{ matchExpressions: [...selected, ...besidesVirtual(selected)], matchFields: [] }],
    },
    text: nodes === EVERY_NODE ? EVERY_NODE : `every node with ${nodes}`,
  };
}

function besidesVirtual(selected: readonly SelectorRequirement[]): SelectorRequirement[] {
  return VIRTUAL_NODES.filter(({ key }) => selected.every((each) => each.key !== key)).map((virtual) => ({
    ...virtual,
    operator: 'NotIn',
  }));
}

/**
 * Holds a plan against requirements.
 *
 * @throws UnknownNameError when the plan has no such DaemonSet
 */
export function checkRequirements(plan: PlannedPlacement, requirements: readonly Requirement[]): RequirementResult[] {
  return requirements.map((requirement) => {
    const agent = findAgent(plan, requirement.agent);
    const lines = coverageShortfall(plan, agent, requirement.nodes).map(shortfallToString);
    return { requirement, agent: agent.key, lines };
  });
}

/** The requirements that are not met, as findings. */
export function requirementFindings(results: readonly RequirementResult[]): PlanFinding[] {
  return results
    .filter(({ lines }) => lines.length > 0)
    .map(({ requirement, agent, lines }) => ({
      rule: 'coverage',
      severity: 'error',
      daemonSet: agent,
      message: `must run on ${requirement.text}, and does not: ${linesText(lines)}`,
      fix: 'mend what keeps it away, or narrow the requirement to the nodes it is meant for',
    }));
}

const MOST_LINES = 3;

function linesText(lines: readonly string[]): string {
  const more = lines.length > MOST_LINES ? `; and ${lines.length - MOST_LINES} more reasons` : '';
  return `${lines.slice(0, MOST_LINES).join('; ')}${more}`;
}
