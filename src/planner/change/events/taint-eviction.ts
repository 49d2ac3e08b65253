import { Taint } from '../../../kubernetes/taint';
import { Toleration, toleratesTaint } from '../../../kubernetes/toleration';

/**
 * After how many seconds the taint-eviction controller deletes a pod: the shortest that the first matching toleration of
 * each NoExecute taint grants, 0 for a taint that no toleration matches, undefined when it never does.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/tainteviction/taint_eviction.go processPodOnNode, getMinTolerationTime
 */
export function secondsUntilEviction(taints: readonly Taint[], tolerations: readonly Toleration[]): number | undefined {
  const evicting = taints.filter(({ effect }) => effect === 'NoExecute');
  const seconds = evicting
    .map((taint) => {
      const toleration = tolerations.find((each) => toleratesTaint(each, taint));
      return toleration ? toleration.tolerationSeconds : 0;
    })
    .filter((each) => each !== undefined);
  return seconds.length === 0 ? undefined : Math.max(0, Math.min(...seconds));
}
