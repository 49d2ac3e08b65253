import { PlacementReason } from './placement-document';
import { Node } from '../../inventory/node';
import { requirementFault, requirementMatches, requirementToString } from '../../kubernetes/label-selector';
import { NodeIdentity, NodeSelectorTerm, fieldFault, nodeMatches, termMatches } from '../../kubernetes/node-selector';
import { PodSpec } from '../../kubernetes/pod-spec';
import { repels, taintToString } from '../../kubernetes/taint';
import { Toleration, isTolerated } from '../../kubernetes/toleration';

/** What the DaemonSet controller decides for one node. */
export interface ControllerDecision {
  /** Whether it creates a pod where there is none. */
  readonly shouldRun: boolean;
  /** Whether it keeps a pod that is there. */
  readonly shouldContinueRunning: boolean;
}

const RUNS: ControllerDecision = { shouldRun: true, shouldContinueRunning: true };
const STAYS: ControllerDecision = { shouldRun: false, shouldContinueRunning: true };
const GOES: ControllerDecision = { shouldRun: false, shouldContinueRunning: false };

/**
 * The controller's decision. It looks at names, labels and taints only: not at room, ports or readiness.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod
 */
export function nodeShouldRunDaemonPod(
  template: PodSpec,
  tolerations: readonly Toleration[],
  node: Pick<Node, 'name' | 'labels' | 'taints'>,
): ControllerDecision {
  if ((template.nodeName !== undefined && template.nodeName !== node.name) || !nodeMatches(template, node)) {
    return GOES;
  }
  let decision = RUNS;
  for (const taint of node.taints) {
    if (repels(taint) && !isTolerated(taint, tolerations)) {
      if (taint.effect === 'NoExecute') {
        return GOES;
      }
      decision = STAYS;
    }
  }
  return decision;
}

/** Every reason for which the controller creates no pod on a node; in a cluster none of them is told anywhere. */
export function controllerReasons(
  template: PodSpec,
  tolerations: readonly Toleration[],
  node: Pick<Node, 'name' | 'labels' | 'taints'>,
): PlacementReason[] {
  const reason = (plugin: string, message: string): PlacementReason => ({ decider: 'controller', plugin, message });
  const reasons: PlacementReason[] = [];
  if (template.nodeName !== undefined && template.nodeName !== node.name) {
    reasons.push(reason('NodeName', `the template names the node ${template.nodeName}`));
  }
  for (const [key, value] of template.nodeSelector) {
    if (node.labels.get(key) !== value) {
      reasons.push(reason('NodeAffinity', `node selector ${key}=${value} does not match: ${labelInWords(key, node)}`));
    }
  }
  const terms = template.requiredTerms;
  if (terms && !terms.some((term) => termMatches(term, node))) {
    reasons.push(reason('NodeAffinity', `required node affinity does not match: ${termsInWords(terms, node)}`));
  }
  for (const taint of node.taints) {
    if (repels(taint) && !isTolerated(taint, tolerations)) {
      reasons.push({ ...reason('TaintToleration', `untolerated taint ${taintToString(taint)}`), taint });
    }
  }
  return reasons;
}

function labelInWords(key: string, node: NodeIdentity): string {
  const value = node.labels.get(key);
  return value === undefined ? `the node has no label ${key}` : `the node's is ${JSON.stringify(value)}`;
}

function termsInWords(terms: readonly NodeSelectorTerm[], node: NodeIdentity): string {
  const words = terms.map((term) => termInWords(term, node));
  return words.length === 0 ? 'it has no term' : words.join('; nor ');
}

function termInWords(term: NodeSelectorTerm, node: NodeIdentity): string {
  const failing = [
    ...term.matchExpressions
      .filter((each) => requirementFault(each) !== undefined || !requirementMatches(each, node.labels))
      .map((each) => `${requirementToString(each)} (${requirementFault(each) ?? labelInWords(each.key, node)})`),
    ...term.matchFields
      .filter((each) => !termMatches({ matchExpressions: [], matchFields: [each] }, node))
      .map((each) => `${requirementToString(each)} (${fieldFault(each) ?? `the node is ${node.name}`})`),
  ];
  return failing.length === 0 ? 'an empty term matches nothing' : failing.join(' and ');
}
