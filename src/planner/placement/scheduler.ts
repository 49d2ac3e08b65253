import { Filter, FilterContext, Rejection } from './filters/filter';
import { interPodAffinity } from './filters/inter-pod-affinity';
import { nodeAffinity } from './filters/node-affinity';
import { nodePorts } from './filters/node-ports';
import { nodeResourcesFit } from './filters/node-resources-fit';
import { nodeUnschedulable } from './filters/node-unschedulable';
import { podTopologySpread } from './filters/pod-topology-spread';
import { taintToleration } from './filters/taint-toleration';

/**
 * The scheduler's filters in its own order. NodeName always agrees: the pod is pinned to the node it is tried on.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/apis/config/v1/default_plugins.go
 */
const FILTERS: readonly Filter[] = [
  nodeUnschedulable,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  podTopologySpread,
  interPodAffinity,
];

/** What the first plugin that says no says; empty when the pod fits. This is all that a real event shows. */
export function firstRejections(context: FilterContext): Rejection[] {
  for (const filter of FILTERS) {
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

/** What every plugin says, with that marked which a real event would show: the first, or all resources that are short. */
export function allRejections(context: FilterContext): Rejection[] {
  const rejections = FILTERS.flatMap((filter) => filter(context));
  const first = rejections[0]?.reason.plugin;
  const isReported = ({ reason }: Rejection, i: number) =>
    i === 0 || (first === 'NodeResourcesFit' && reason.plugin === first);
  return rejections.map((each, i) =>
    isReported(each, i) ? { ...each, reason: { ...each.reason, reported: true } } : each,
  );
}
