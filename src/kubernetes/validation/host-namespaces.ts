import { Errors } from './errors';
import { eachContainer } from './pod-containers';
import { PodSpec } from './schema/pod-spec';

/**
 * On the host's network a port is a host port already: a template may repeat it or leave it out.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodHostNetworkDeps
 */
export function validateHostPorts({ hostNetwork, containers = [] }: PodSpec, path: string, errors: Errors): void {
  if (!hostNetwork) {
    return;
  }
  containers.forEach(({ ports = [] }, i) =>
    ports.forEach(({ hostPort, containerPort = 0 }, j) => {
      if (hostPort && hostPort !== containerPort) {
        const rule = 'must match `containerPort` when `hostNetwork` is true';
        const fix = `write hostPort: ${containerPort}, or remove it`;
        errors.invalid(`${path}.containers[${i}].ports[${j}].hostPort`, hostPort, rule, fix);
      }
    }),
  );
}

/**
 * A user namespace of its own does not go with other namespaces of the host. The API server writes two of the names in
 * capitals, and so does this.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateHostUsers
 */
export function validateHostUsers(spec: PodSpec, path: string, errors: Errors): void {
  if (spec.hostUsers !== false) {
    return;
  }
  const namespaces = { hostNetwork: spec.hostNetwork, HostPID: spec.hostPID, HostIPC: spec.hostIPC };
  for (const [name] of Object.entries(namespaces).filter(([, shared]) => shared)) {
    errors.forbidden(`${path}.${name}`, 'when `hostUsers` is false', 'remove one of them');
  }
  for (const [{ volumeDevices = [] }, container] of eachContainer(spec, path)) {
    if (volumeDevices.length > 0) {
      errors.forbidden(`${container}.volumeDevices`, 'when `hostUsers` is false');
    }
  }
}
