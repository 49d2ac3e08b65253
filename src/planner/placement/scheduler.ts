import { Filter, FilterContext, Rejection } from './filters/filter';
import { interPodAffinity } from './filters/inter-pod-affinity';
import { nodeAffinity } from './filters/node-affinity';
import { nodePorts } from './filters/node-ports';
import { nodeResourcesFit } from './filters/node-resources-fit';
import { nodeUnschedulable } from './filters/node-unschedulable';
import { podTopologySpread } from './filters/pod-topology-spread';
import { schedulingGates } from './filters/scheduling-gates';
import { taintToleration } from './filters/taint-toleration';

/**
 * The scheduler's filters in its own order, after what keeps a pod from being tried (PreEnqueue). NodeName always agrees: the pod is pinned to the node it is tried on.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/apis/config/v1/default_plugins.go
 */
const FILTERS: readonly Filter[] = [
  schedulingGates,
  nodeUnschedulable,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  podTopologySpread,
  interPodAffinity,
];

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
