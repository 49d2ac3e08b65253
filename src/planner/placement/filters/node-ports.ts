import { Filter, rejection } from './filter';
import { hostPortsConflict } from '../../../kubernetes/host-port';

/**
 * The pod's host ports against those of the pods on the node.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/nodeports/node_ports.go
 */
export const nodePorts: Filter = ({ agent, state }) => {
  const { hostPorts } = agent.footprint;
  const taken =
    hostPorts.length > 0 &&
    state.pods.some((pod) => pod.hostPorts.some((used) => hostPorts.some((port) => hostPortsConflict(port, used))));
  return taken ? [rejection('NodePorts', "node(s) didn't have free ports for the requested pod ports", true)] : [];
};
