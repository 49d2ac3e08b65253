import { ImmutableFieldChange } from './change-document';
import { AgentPair } from './plan-pair';
import { LabelSelector } from '../../../kubernetes/label-selector';

/**
 * The fields that differ and that the API server does not let anyone change: of a DaemonSet, its selector.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/daemonset/strategy.go ValidateUpdate
 */
export function immutableChanges({ before, after }: AgentPair): ImmutableFieldChange[] {
  if (!before || !after || selectorKey(before.daemonSet.selector) === selectorKey(after.daemonSet.selector)) {
    return [];
  }
  return [
    {
      field: 'spec.selector',
      message: `the selector of ${after.key} changes, and the API server refuses that: field is immutable`,
      fix: 'keep the selector; or delete the DaemonSet with --cascade=orphan and create it anew under another name',
    },
  ];
}

/** Equal for selectors that are written alike, whatever the order of their labels. */
function selectorKey({ matchLabels, matchExpressions }: LabelSelector): string {
  return JSON.stringify([[...matchLabels].sort(([a], [b]) => (a < b ? -1 : 1)), matchExpressions]);
}
