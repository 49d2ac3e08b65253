import { Errors } from './errors';
import { Container, ContainerPort } from './schema/container';
import { portNameFaults, portNumberFaults } from './syntax';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerPorts */
export function validatePorts(ports: readonly ContainerPort[], path: string, errors: Errors): void {
  const names = new Set<string>();
  ports.forEach(({ name, containerPort = 0, hostPort = 0, protocol }, i) => {
    const field = `${path}[${i}]`;
    if (name) {
      checkName(name, names, `${field}.name`, errors);
    }
    if (containerPort === 0) {
      errors.required(`${field}.containerPort`);
    } else {
      errors.invalidEach(`${field}.containerPort`, containerPort, portNumberFaults(containerPort));
    }
    if (hostPort !== 0) {
      errors.invalidEach(`${field}.hostPort`, hostPort, portNumberFaults(hostPort));
    }
    errors.oneOf(`${field}.protocol`, protocol || 'TCP', PROTOCOLS);
  });
}

function checkName(name: string, names: Set<string>, field: string, errors: Errors): void {
  const faults = portNameFaults(name);
  errors.invalidEach(field, name, faults);
  if (faults.length === 0 && names.has(name)) {
    errors.duplicate(field, name, 'port names must be unique within a container');
  }
  names.add(name);
}

/**
 * A host port may be asked for once; other addresses or protocols make it another one.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go AccumulateUniqueHostPorts
 */
export function validateHostPortsOnce(containers: readonly Container[], path: string, errors: Errors): void {
  const taken = new Set<string>();
  containers.forEach(({ ports = [] }, i) =>
    ports.forEach(({ hostPort, hostIP = '', protocol }, j) => {
      const port = `${protocol || 'TCP'}/${hostIP}/${hostPort}`;
      if (hostPort && taken.has(port)) {
        errors.duplicate(`${path}[${i}].ports[${j}].hostPort`, port, 'host ports must be unique within a pod');
      }
      taken.add(port);
    }),
  );
}
