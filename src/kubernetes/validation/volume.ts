import { Errors } from './errors';
import { validateConfigMapVolume, validateDownwardApiVolume, validateSecretVolume } from './file-volume';
import { validateEmptyDir, validateHostPath } from './node-volume';
import { validateEphemeralVolume } from './persistent-volume-claim';
import { validateProjectedVolume } from './projected-volume';
import { Volume } from './schema/volume';
import { checkDnsLabel } from './syntax';
import {
  required,
  validateAzureDisk,
  validateCsi,
  validateFibreChannel,
  validateFlexVolume,
  validateFlocker,
  validateGitRepo,
  validateImageVolume,
  validateIscsi,
  validateNfs,
  validateQuobyte,
  validateStorageOs,
  withPartition,
  withSecretName,
} from './volume-source';

type SourceName = Exclude<keyof Volume, 'name'>;
type ValidateSource<N extends SourceName> = (source: NonNullable<Volume[N]>, path: string, errors: Errors) => void;

/** The kinds of volumes, in the order in which the API server looks for them. */
const SOURCES: { readonly [N in SourceName]: ValidateSource<N> } = {
  emptyDir: validateEmptyDir,
  hostPath: validateHostPath,
  gitRepo: validateGitRepo,
  gcePersistentDisk: withPartition('pdName'),
  awsElasticBlockStore: withPartition('volumeID'),
  secret: validateSecretVolume,
  nfs: validateNfs,
  iscsi: validateIscsi,
  glusterfs: required('endpoints', 'path'),
  flocker: validateFlocker,
  persistentVolumeClaim: required('claimName'),
  rbd: required('monitors', 'image'),
  cinder: withSecretName('volumeID'),
  cephfs: required('monitors'),
  quobyte: validateQuobyte,
  downwardAPI: validateDownwardApiVolume,
  fc: validateFibreChannel,
  flexVolume: validateFlexVolume,
  configMap: validateConfigMapVolume,
  azureFile: required('secretName', 'shareName'),
  vsphereVolume: required('volumePath'),
  photonPersistentDisk: required('pdID'),
  portworxVolume: required('volumeID'),
  azureDisk: validateAzureDisk,
  storageos: validateStorageOs,
  projected: validateProjectedVolume,
  scaleIO: required('gateway', 'system', 'volumeName'),
  csi: validateCsi,
  ephemeral: validateEphemeralVolume,
  image: validateImageVolume,
};
const SOURCE_NAMES = Object.keys(SOURCES) as SourceName[];

/** Names that the API server gives these in the paths of its errors. */
const PATH_OF_SOURCE: Partial<Record<SourceName, string>> = { gcePersistentDisk: 'persistentDisk' };
const PATH_OF_SECOND_SOURCE: Partial<Record<SourceName, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };

/**
 * Checks the volumes of a pod.
 *
 * @returns those without a fault, by name: mounts find no others
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateVolumes
 */
export function validateVolumes(volumes: readonly Volume[], path: string, errors: Errors): Map<string, Volume> {
  const valid = new Map<string, Volume>();
  volumes.forEach((volume, i) => {
    const { name = '' } = volume;
    const field = `${path}[${i}]`;
    const before = errors.found.length;
    validateSource(volume, field, errors);
    if (name === '') {
      errors.required(`${field}.name`);
    } else {
      checkDnsLabel(name, `${field}.name`, errors);
    }
    if (valid.has(name)) {
      errors.duplicate(`${field}.name`, name, 'volume names must be unique');
    }
    if (errors.found.length === before) {
      valid.set(name, volume);
    }
  });
  return valid;
}

/**
 * A volume without any source is an emptyDir; of two sources the second is forbidden and not looked at.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateVolumeSource
 */
function validateSource(volume: Volume, path: string, errors: Errors): void {
  const [first, ...others] = SOURCE_NAMES.filter((name) => volume[name] !== undefined);
  if (first) {
    checkSource(first, volume, path, errors);
  }
  for (const name of others) {
    const field = `${path}.${PATH_OF_SECOND_SOURCE[name] ?? name}`;
    errors.forbidden(field, 'may not specify more than 1 volume type', `make ${first} and ${name} two volumes`);
  }
  const { name = '', iscsi } = volume;
  if (iscsi?.initiatorName !== undefined && `${name}:${iscsi.targetPortal ?? ''}`.length > 64) {
    const rule = 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters with initiatorName';
    errors.invalid(`${path}.name`, name, rule);
  }
}

function checkSource<N extends SourceName>(name: N, volume: Volume, path: string, errors: Errors): void {
  SOURCES[name](volume[name]!, `${path}.${PATH_OF_SOURCE[name] ?? name}`, errors);
}
