import { Filter, FilterContext, Rejection } from './filters/filter';
import { interPodAffinity } from './filters/inter-pod-affinity';
import { nodeAffinity } from './filters/node-affinity';
import { nodePorts } from './filters/node-ports';
import { nodeResourcesFit } from './filters/node-resources-fit';
import { nodeUnschedulable } from './filters/node-unschedulable';
import { podTopologySpread } from './filters/pod-topology-spread';
import { schedulingGates } from './filters/scheduling-gates';
import { taintToleration } from './filters/taint-toleration';

/** What these say of a node holds whatever pods come and go. */
const FILTERS_OF_NODES: readonly Filter[] = [schedulingGates, nodeUnschedulable, taintToleration, nodeAffinity];

/**
 * The scheduler's filters in its own order, after what keeps a pod from being tried (PreEnqueue). NodeName always agrees: the pod is pinned to the node it is tried on.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/apis/config/v1/default_plugins.go
 */
const FILTERS: readonly Filter[] = [
  ...FILTERS_OF_NODES,
  nodePorts,
  nodeResourcesFit,
  podTopologySpread,
  interPodAffinity,
];

/** The filters where no pod on a node is in the way of another, and none counts but for the room that it takes. */
export const FILTERS_OF_ROOM: readonly Filter[] = [...FILTERS_OF_NODES, nodeResourcesFit];

/** Those that may change their mind when pods come and go. */
export function filtersOfPods({ filters = FILTERS }: FilterContext): readonly Filter[] {
  return filters.filter((filter) => !FILTERS_OF_NODES.includes(filter));
}

/** What the first plugin that says no says; empty when the pod fits. */
export function firstRejections(context: FilterContext): Rejection[] {
  for (const filter of context.filters ?? FILTERS) {
    const rejections = filter(context);
    if (rejections.length > 0) {
      return rejections;
    }
  }
  return [];
}

/** Whether every plugin agrees. */
export function fits(context: FilterContext): boolean {
  return firstRejections(context).length === 0;
}

/** What every plugin says. */
export function allRejections(context: FilterContext): Rejection[] {
  return (context.filters ?? FILTERS).flatMap((filter) => filter(context));
}

/** What of the first plugin's rejections a real event shows: all resources that are short, else one reason. */
export function eventMessages(first: readonly Rejection[]): string[] {
  const told = first[0]?.reason.plugin === 'NodeResourcesFit' ? first : first.slice(0, 1);
  return told.map(({ reason }) => reason.message);
}
