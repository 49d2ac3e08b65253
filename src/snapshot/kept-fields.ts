import { CONDITION_TYPES, INVENTORY_FIELDS } from '../inventory/inventory-fields';
import { isSettled } from '../inventory/same-pod';
import { isRecord } from '../kubernetes/manifest/is-record';
import { KeptFields, keepFields } from '../kubernetes/manifest/kept-fields';

const { Node, Pod } = INVENTORY_FIELDS;
const { capacity, ...nodeStatus } = Node.status;
const { containerPort, ...nodePort } = Pod.spec.containers.ports;
const CONTAINERS = { ...Pod.spec.containers, resources: { requests: true }, ports: nodePort } as const;

/**
 * What a snapshot keeps of each kind: what an inventory reads of it. Nothing else leaves the cluster. The API server has
 * filled in what is allocatable on a node, what a container requests that has a limit, and on the host network the ports of
 * the node: what these follow from has nothing to add.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go SetDefaults_NodeStatus, SetDefaults_Pod, defaultHostNetworkPorts
 */
const KEPT_FIELDS: Readonly<Record<string, KeptFields>> = {
  ...INVENTORY_FIELDS,
  Node: { ...Node, status: nodeStatus },
  Pod: { ...Pod, spec: { ...Pod.spec, containers: CONTAINERS, initContainers: CONTAINERS } },
};

/** What a snapshot keeps of an object of a kind: of its status, only what says more than its spec. */
export function keptOf(kind: string, object: unknown): object {
  const kept = keepFields(object, KEPT_FIELDS[kind]) as Record<string, unknown>;
  const { spec, status } = kept;
  return {
    ...kept,
    ...(isRecord(spec) && { spec: withNodePorts(spec) }),
    ...(isRecord(status) && { status: telling(status, isRecord(spec) ? spec : {}) }),
  };
}

/** The spec of a pod, of whose ports only those count that are ports of the node. */
function withNodePorts(spec: Record<string, unknown>): object {
  const lists = ['containers', 'initContainers'].filter((list) => Array.isArray(spec[list]));
  return { ...spec, ...Object.fromEntries(lists.map((list) => [list, (spec[list] as unknown[]).map(onNode)])) };
}

function onNode(container: unknown): unknown {
  if (!isRecord(container) || !Array.isArray(container.ports)) {
    return container;
  }
  const { ports, ...rest } = container;
  const taken = ports.filter((port) => !isRecord(port) || port.hostPort !== undefined);
  return taken.length > 0 ? { ...rest, ports: taken } : rest;
}

function telling(status: Record<string, unknown>, spec: Record<string, unknown>): object {
  const { containerStatuses, initContainerStatuses, allocatedResources, resources, ...rest } = status;
  const { conditions } = status;
  return {
    ...(isSettled(status, spec) ? rest : status),
    ...(Array.isArray(conditions) && { conditions: conditions.filter(isRead) }),
  };
}

/** Whether a condition is read, or has a fault that is to be told. */
function isRead(condition: unknown): boolean {
  return !isRecord(condition) || typeof condition.type !== 'string' || CONDITION_TYPES.includes(condition.type);
}
