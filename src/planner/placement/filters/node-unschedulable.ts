import { Filter, rejection } from './filter';
import { Taint } from '../../../kubernetes/taint';
import { isTolerated } from '../../../kubernetes/toleration';

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/**
 * A cordoned node takes only pods that tolerate being there; daemon pods always do.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go
 */
export const nodeUnschedulable: Filter = ({ agent, state }) =>
  state.node.unschedulable && !isTolerated(UNSCHEDULABLE, agent.pod.tolerations)
    ? [rejection('NodeUnschedulable', 'node(s) were unschedulable', false)]
    : [];
