import { PriorityClass } from '../priority-class';
import { TolerationSet } from '../toleration-set';

export const ISTIO_VERSION = '1.30.3';

/** Labels by which Istio leaves its own agents alone. */
export const OUTSIDE_THE_MESH = { 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' };

/** A pod of the mesh may stand on any node, and has no network there without these agents. */
export const ISTIO_TOLERANCE = {
  tolerations: TolerationSet.everything(),
  priorityClass: PriorityClass.nodeCritical(),
  silence: { 'tolerates-everything': 'a pod of the mesh may stand on any node' },
};
