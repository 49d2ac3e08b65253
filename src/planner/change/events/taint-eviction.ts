import { OUT_OF_SERVICE } from './lifecycle-taints';
import { Node } from '../../../inventory/node';
import { Taint } from '../../../kubernetes/taint';
import { Toleration, toleratesTaint } from '../../../kubernetes/toleration';
import { isLost } from '../../rollout/lost-node';

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

/**
 * Whether pods that are deleted go: a kubelet ends them, and where it is gone nobody does, until the node is declared out of
 * service.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/podgc/gc_controller.go gcTerminating
 */
export function endsPods(node: Node): boolean {
  return !isLost(node) || node.taints.some(({ key }) => key === OUT_OF_SERVICE);
}
