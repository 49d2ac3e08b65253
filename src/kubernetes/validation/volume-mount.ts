import { Errors } from './errors';
import { didYouMean } from './fix';
import { PodContext } from './pod-context';
import { validateRelativePath } from './relative-path';
import { Container, VolumeMount } from './schema/container';

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];
const RECURSIVE_READ_ONLY = ['Disabled', 'Enabled', 'IfPossible'];

/**
 * The mounts of a container. The API server leaves the position out of some paths, and so does this.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateVolumeMounts
 */
export function validateVolumeMounts(container: Container, pod: PodContext, path: string, errors: Errors): void {
  // Upstream keeps one path of each volume, the last (GetVolumeDeviceMap).
  const devices = container.volumeDevices ?? [];
  const devicePaths = new Map(devices.map(({ name = '', devicePath = '' }) => [name, devicePath]));
  const mountPaths = new Set<string>();
  (container.volumeMounts ?? []).forEach((mount, i) => {
    const { name = '', mountPath = '' } = mount;
    const field = `${path}[${i}]`;
    if (name === '') {
      errors.required(`${field}.name`);
    }
    checkVolumeName(name, pod, `${field}.name`, errors);
    if (mountPath === '') {
      errors.required(`${field}.mountPath`);
    }
    if (mountPaths.has(mountPath)) {
      errors.invalid(`${field}.mountPath`, mountPath, 'must be unique');
    }
    mountPaths.add(mountPath);
    if (devicePaths.has(name)) {
      errors.invalid(`${field}.name`, name, 'must not already exist in volumeDevices');
    }
    if ([...devicePaths.values()].includes(mountPath)) {
      errors.invalid(`${field}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices');
    }
    validateSubPaths(mount, field, path, errors);
    validatePropagation(mount, container, `${path}.mountPropagation`, errors);
    validateRecursiveReadOnly(mount, `${path}.recursiveReadOnly`, errors);
  });
}

/** The name of a volume of the pod; one with a fault of its own does not count. */
export function checkVolumeName(name: string, { volumes }: PodContext, field: string, errors: Errors): void {
  if (!volumes.has(name)) {
    const fix = didYouMean(name, [...volumes.keys()]) ?? `add a volume with this name to spec.template.spec.volumes`;
    errors.notFound(field, name, 'no valid volume of the pod has this name', name === '' ? undefined : fix);
  }
}

function validateSubPaths({ subPath, subPathExpr }: VolumeMount, field: string, path: string, errors: Errors): void {
  if (subPath) {
    validateRelativePath(subPath, `${path}.subPath`, errors);
  }
  if (subPathExpr) {
    if (subPath) {
      const rule = 'subPathExpr and subPath are mutually exclusive';
      errors.invalid(`${field}.subPathExpr`, subPathExpr, rule, 'remove one of them');
    }
    validateRelativePath(subPathExpr, `${path}.subPathExpr`, errors);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateMountPropagation */
function validatePropagation(
  { mountPropagation }: VolumeMount,
  { securityContext }: Container,
  field: string,
  errors: Errors,
): void {
  if (mountPropagation === undefined) {
    return;
  }
  if (!PROPAGATIONS.includes(mountPropagation)) {
    errors.notSupported(field, mountPropagation, PROPAGATIONS);
  }
  if (mountPropagation === 'Bidirectional' && !securityContext?.privileged) {
    const rule = 'Bidirectional mount propagation is available only to privileged containers';
    errors.forbidden(field, rule, 'write HostToContainer, or securityContext.privileged: true');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateMountRecursiveReadOnly */
function validateRecursiveReadOnly(mount: VolumeMount, field: string, errors: Errors): void {
  const { recursiveReadOnly, readOnly, mountPropagation = 'None' } = mount;
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') {
    return;
  }
  if (!RECURSIVE_READ_ONLY.includes(recursiveReadOnly)) {
    errors.notSupported(field, recursiveReadOnly, RECURSIVE_READ_ONLY);
    return;
  }
  if (!readOnly) {
    errors.forbidden(field, 'may only be specified when readOnly is true', 'write readOnly: true');
  }
  if (mountPropagation !== 'None') {
    errors.forbidden(field, 'may only be specified when mountPropagation is None or not specified');
  }
}
