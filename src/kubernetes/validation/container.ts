import { validateRestartPolicy } from './container-restart';
import { validateEnv, validateEnvFrom } from './env';
import { Errors } from './errors';
import { validateLifecycle } from './lifecycle';
import { PodContext } from './pod-context';
import { validateHostPortsOnce, validatePorts } from './port';
import { validateProbes } from './probe';
import { validateResizePolicy } from './resize-policy';
import { validateResources } from './resources';
import { Container } from './schema/container';
import { validateSecurityContext } from './security-context';
import { checkDnsLabel } from './syntax';
import { validateVolumeDevices } from './volume-device';
import { validateVolumeMounts } from './volume-mount';

export const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const MESSAGE_POLICIES = ['File', 'FallbackToLogsOnError'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainers */
export function validateContainers(
  containers: readonly Container[],
  pod: PodContext,
  path: string,
  errors: Errors,
): void {
  if (containers.length === 0) {
    errors.required(path);
    return;
  }
  const names = new Set<string>();
  containers.forEach((container, i) => {
    const field = `${path}[${i}]`;
    validateContainer(container, pod, field, errors);
    checkUniqueName(container, names, field, errors);
    names.add(container.name ?? '');
    validateLifecycle(container.lifecycle, pod, `${field}.lifecycle`, errors);
    validateProbes(container, field, errors);
    validateRestartPolicy(container, field, errors);
  });
  validateHostPortsOnce(containers, path, errors);
}

/**
 * The rules that all kinds of containers share.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateContainerCommon
 */
export function validateContainer(container: Container, pod: PodContext, path: string, errors: Errors): void {
  const { name, image, volumeMounts = [], volumeDevices = [] } = container;
  if (name) {
    checkDnsLabel(name, `${path}.name`, errors);
  } else {
    errors.required(`${path}.name`);
  }
  if (!image) {
    errors.required(`${path}.image`);
  }
  const messagePolicy = container.terminationMessagePolicy || 'File';
  errors.oneOf(`${path}.terminationMessagePolicy`, messagePolicy, MESSAGE_POLICIES);
  validatePorts(container.ports ?? [], `${path}.ports`, errors);
  validateEnv(container.env ?? [], `${path}.env`, errors);
  validateEnvFrom(container.envFrom ?? [], `${path}.envFrom`, errors);
  validateVolumeMounts(container, pod, `${path}.volumeMounts`, errors);
  validateVolumeDevices(volumeDevices, volumeMounts, pod, `${path}.volumeDevices`, errors);
  errors.oneOf(`${path}.imagePullPolicy`, container.imagePullPolicy || 'Always', PULL_POLICIES);
  validateResources(container.resources ?? {}, pod.claims, `${path}.resources`, errors);
  validateResizePolicy(container.resizePolicy ?? [], pod.restartPolicy, `${path}.resizePolicy`, errors);
  validateSecurityContext(container.securityContext, pod.hostUsers, `${path}.securityContext`, errors);
}

/** A name that no container before has; containers without a name have the same. */
export function checkUniqueName(
  { name = '' }: Container,
  names: ReadonlySet<string>,
  path: string,
  errors: Errors,
): void {
  if (names.has(name)) {
    errors.duplicate(`${path}.name`, name, 'container names must be unique, init containers included');
  }
}
