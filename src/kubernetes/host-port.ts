import { KubernetesVersion } from './kubernetes-version';
import { isSidecar } from './pod-requests';
import { BoundPodSpec, Container } from './pod-spec';

/** A port on the node that a pod takes. */
export interface HostPort {
  readonly port: number;
  readonly protocol: string;
  /** `0.0.0.0` means every address. */
  readonly hostIP: string;
}

const EVERY_ADDRESS = '0.0.0.0';

/**
 * The host ports of a pod: what its containers declare, and with host network every port they declare.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/util/utils.go GetHostPorts
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go defaultHostNetworkPorts
 */
export function hostPorts(pod: BoundPodSpec, version: KubernetesVersion): HostPort[] {
  const sidecars = version.sidecarHostPorts ? pod.initContainers.filter((each) => isSidecar(each, version)) : [];
  return [...sidecars, ...pod.containers]
    .flatMap((container) => declaredHostPorts(container, pod.hostNetwork))
    .map((each) => ({ ...each, hostIP: each.hostIP || EVERY_ADDRESS }));
}

function declaredHostPorts({ ports }: Container, hostNetwork: boolean): HostPort[] {
  return ports
    .map(({ hostPort, containerPort, hostIP, protocol }) => ({
      port: hostPort || (hostNetwork ? containerPort : 0),
      protocol,
      hostIP,
    }))
    .filter(({ port }) => port > 0);
}

/**
 * The host ports that a pod declares twice, in the words of the API server. On the host network its defaults can cause
 * this in a pod whose template is fine. Addresses count as they are written.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go checkHostPortConflicts
 */
export function hostPortFaults({ containers, initContainers, hostNetwork }: BoundPodSpec): string[] {
  return [containers, ...initContainers.map((each) => [each])].flatMap((together) => {
    const taken = new Set<string>();
    return together
      .flatMap((container) => declaredHostPorts(container, hostNetwork))
      .map(({ port, protocol, hostIP }) => `${protocol}/${hostIP}/${port}`)
      .filter((port) => taken.has(port) || !taken.add(port))
      .map((port) => `the host port ${port} is declared twice`);
  });
}

/**
 * Whether two pods with these ports cannot share a node: same protocol and port, and the same address or one on every
 * address. `::` is an address like any other here, as it is for the scheduler.
 *
 * @see https://github.com/kubernetes/kube-scheduler/blob/master/framework/types.go HostPortInfo.CheckConflict
 */
export function hostPortsConflict(a: HostPort, b: HostPort): boolean {
  return (
    a.port === b.port &&
    a.protocol === b.protocol &&
    (a.hostIP === b.hostIP || a.hostIP === EVERY_ADDRESS || b.hostIP === EVERY_ADDRESS)
  );
}

/** `9100/TCP`, or `127.0.0.1:9100/TCP` on one address. */
export function hostPortToString({ port, protocol, hostIP }: HostPort): string {
  return `${hostIP === EVERY_ADDRESS ? '' : `${hostIP}:`}${port}/${protocol}`;
}
