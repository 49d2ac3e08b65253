/** The oldest and the newest Kubernetes minor whose behaviour is known. */
export const OLDEST_MINOR = 28;
export const NEWEST_MINOR = 36;

/**
 * The behaviours of one Kubernetes minor version that a plan depends on.
 *
 * Known exactly for 1.28 and 1.36, from their sources. In between, a behaviour whose first minor is not known is taken
 * from the newer side; `approximate` says so.
 */
export interface KubernetesVersion {
  /** Such as `1.36`. */
  readonly name: string;
  readonly minor: number;
  /** Whether some behaviour of this minor is inferred from its neighbours. */
  readonly approximate: boolean;
  /** Init containers with restartPolicy Always keep running (KEP-753, on by default since 1.29). */
  readonly sidecarContainers: boolean;
  /** Host ports of sidecar containers count. */
  readonly sidecarHostPorts: boolean;
  /** `spec.resources` of a pod replaces the sum of its containers (KEP-2837, on by default since 1.34). */
  readonly podLevelResources: boolean;
  /** What the kubelet reports of a pod resized in place counts (KEP-1287, on by default since 1.33). */
  readonly inPlacePodResize: boolean;
  /** The same of pod-level resources (KEP-5419, on by default since 1.36). */
  readonly inPlacePodLevelResize: boolean;
  /** A request larger than the node's allocatable cannot be helped by preemption. */
  readonly oversizedRequestIsUnresolvable: boolean;
  /** The scheduler no longer names the taint that was not tolerated. */
  readonly genericTaintReason: boolean;
}

/**
 * The behaviours of a minor version.
 *
 * @throws Error when the version is not a minor between 1.28 and 1.36, such as `1.30`.
 */
export function kubernetesVersion(name: string = `1.${NEWEST_MINOR}`): KubernetesVersion {
  const match = /^v?1\.([0-9]+)(\.[0-9]+)?$/.exec(name);
  const minor = Number(match?.[1]);
  if (!match || minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
    throw new Error(`Kubernetes version "${name}" is not known: expected 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`);
  }
  return {
    name: `1.${minor}`,
    minor,
    approximate: minor > OLDEST_MINOR && minor < NEWEST_MINOR,
    sidecarContainers: minor >= 29,
    sidecarHostPorts: minor >= 29,
    podLevelResources: minor >= 34,
    inPlacePodResize: minor >= 33,
    inPlacePodLevelResize: minor >= 36,
    oversizedRequestIsUnresolvable: minor > OLDEST_MINOR,
    genericTaintReason: minor > OLDEST_MINOR,
  };
}
