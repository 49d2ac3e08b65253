import { Node } from '../../../inventory/node';
import { Taint } from '../../../kubernetes/taint';
import { Role } from '../role/role';
import { LATER_TAINTS } from '../role/well-known';

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

/**
 * A node in its first second, when it is to become like one of the inventory: without the labels and extended resources
 * that agents bring, without the taints of a later life, and not ready.
 *
 * The NoExecute effect of `not-ready` comes later and is left out: the pods of every DaemonSet tolerate it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/nodetaint/admission.go
 */
export function newNode(like: Node, roles: readonly Role[], startupTaints: readonly Taint[]): Node {
  const labels = new Map(like.labels);
  const allocatable = new Map(like.allocatable);
  for (const role of roles) {
    role.labels.forEach((value, key) => like.labels.get(key) === value && labels.delete(key));
    role.resources.forEach((_, name) => allocatable.delete(name));
  }
  const { name, taints: registered, unschedulable } = asRegistered(like);
  const missing = startupTaints.filter(
    ({ key, effect }) => !registered.some((taint) => taint.key === key && taint.effect === effect),
  );
  return { name, labels, taints: [...registered, ...missing, NOT_READY], unschedulable, allocatable };
}

/** A node without what came over it in its later life. */
export function asRegistered({ taints, ...node }: Node): Node {
  return { ...node, taints: taints.filter(({ key }) => !LATER_TAINTS.has(key)), unschedulable: false };
}
