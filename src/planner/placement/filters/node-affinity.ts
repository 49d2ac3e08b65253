import { Filter, rejection } from './filter';
import { nodeSelectorMatches } from '../../../kubernetes/node-selector';

/**
 * The pod's node selector. The required affinity of the template is not looked at again: the controller has replaced it
 * with the node's name.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
 */
export const nodeAffinity: Filter = ({ agent, state }) =>
  nodeSelectorMatches(agent.pod.nodeSelector, state.node.labels)
    ? []
    : [rejection('NodeAffinity', "node(s) didn't match Pod's node affinity/selector", false)];
