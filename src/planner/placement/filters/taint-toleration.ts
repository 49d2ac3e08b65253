import { Filter, rejection } from './filter';
import { repels } from '../../../kubernetes/taint';
import { isTolerated } from '../../../kubernetes/toleration';

/**
 * The node's taints against the pod's tolerations, once more: admission may have changed them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go
 */
export const taintToleration: Filter = ({ agent, state, version }) =>
  state.node.taints
    .filter((taint) => repels(taint) && !isTolerated(taint, agent.pod.tolerations))
    .map((taint) => {
      const message = version.genericTaintReason
        ? 'node(s) had untolerated taint(s)'
        : `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
      return rejection('TaintToleration', message, false, { taint });
    });
