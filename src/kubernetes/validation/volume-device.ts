import { Errors } from './errors';
import { PodContext } from './pod-context';
import { hasBacksteps } from './relative-path';
import { VolumeDevice, VolumeMount } from './schema/container';
import { checkVolumeName } from './volume-mount';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateVolumeDevices */
export function validateVolumeDevices(
  devices: readonly VolumeDevice[],
  mounts: readonly VolumeMount[],
  pod: PodContext,
  path: string,
  errors: Errors,
): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  // Upstream keeps one path of each volume, the last (GetVolumeMountMap).
  const mountPaths = new Map(mounts.map(({ name = '', mountPath = '' }) => [name, mountPath]));
  devices.forEach(({ name = '', devicePath = '' }, i) => {
    const field = `${path}[${i}]`;
    const volume = pod.volumes.get(name);
    if (name === '') {
      errors.required(`${field}.name`);
    }
    if (names.has(name)) {
      errors.invalid(`${field}.name`, name, 'must be unique');
    }
    if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) {
      const rule = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      errors.invalid(`${field}.name`, name, rule);
    }
    checkVolumeName(name, pod, `${field}.name`, errors);
    if (devicePath === '') {
      errors.required(`${field}.devicePath`);
    }
    if (paths.has(devicePath)) {
      errors.invalid(`${field}.devicePath`, devicePath, 'must be unique');
    }
    if (hasBacksteps(devicePath)) {
      errors.invalid(`${field}.devicePath`, devicePath, "can not contain backsteps ('..')");
    } else {
      paths.add(devicePath);
    }
    if (mountPaths.has(name)) {
      errors.invalid(`${field}.name`, name, 'must not already exist in volumeMounts');
    }
    if ([...mountPaths.values()].includes(devicePath)) {
      errors.invalid(`${field}.devicePath`, devicePath, 'must not already exist as a path in volumeMounts');
    }
    if (name !== '') {
      names.add(name);
    }
  });
}
