import { PodSpec } from './pod-spec';
import { Toleration, matchToleration } from './toleration';

const ALWAYS: readonly Toleration[] = [
  automatic('node.kubernetes.io/not-ready', 'NoExecute'),
  automatic('node.kubernetes.io/unreachable', 'NoExecute'),
  automatic('node.kubernetes.io/disk-pressure', 'NoSchedule'),
  automatic('node.kubernetes.io/memory-pressure', 'NoSchedule'),
  automatic('node.kubernetes.io/pid-pressure', 'NoSchedule'),
  automatic('node.kubernetes.io/unschedulable', 'NoSchedule'),
];
const WITH_HOST_NETWORK = automatic('node.kubernetes.io/network-unavailable', 'NoSchedule');

function automatic(key: string, effect: string): Toleration {
  return { key, operator: 'Exists', effect };
}

/**
 * The tolerations of a daemon pod: those of the template, then those the DaemonSet controller adds. Equal ones of
 * the template stay in their places and lose their seconds.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/util/daemonset_util.go AddOrUpdateDaemonPodTolerations
 */
export function daemonPodTolerations(template: Pick<PodSpec, 'tolerations' | 'hostNetwork'>): Toleration[] {
  let tolerations = [...template.tolerations];
  for (const toleration of template.hostNetwork ? [...ALWAYS, WITH_HOST_NETWORK] : ALWAYS) {
    const same = (each: Toleration) => matchToleration(each, toleration);
    tolerations = tolerations.some(same)
      ? tolerations.map((each) => (same(each) ? toleration : each))
      : [...tolerations, toleration];
  }
  return tolerations;
}
