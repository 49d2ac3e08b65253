import { Filter, rejection } from './filter';

/**
 * A pod with scheduling gates is not even tried, and nothing opens the gates of a daemon pod by itself.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go
 */
export const schedulingGates: Filter = ({ agent }) =>
  agent.pod.schedulingGates?.length
    ? [rejection('SchedulingGates', 'Scheduling is blocked due to non-empty scheduling gates', false)]
    : [];
