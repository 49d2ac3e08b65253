import { Errors } from './errors';
import { validateRelativePath } from './relative-path';
import { Volume } from './schema/volume';
import { checkDnsLabel, checkDnsSubdomain, dnsSubdomainFaults } from './syntax';

type Source<N extends keyof Volume> = NonNullable<Volume[N]>;
type ValidateFields<F extends string> = (
  source: { readonly [N in F]?: string | readonly string[] },
  path: string,
  errors: Errors,
) => void;

/** The rule of sources that only need some of their fields. */
export function required<F extends string>(...fields: F[]): ValidateFields<F> {
  return (source, path, errors) => {
    for (const field of fields.filter((each) => !source[each]?.length)) {
      errors.required(`${path}.${field}`);
    }
  };
}

/** The rule of disks that may be mounted by partition. */
export function withPartition<F extends string>(field: F) {
  const checkFields = required(field);
  return (
    source: { readonly [N in F]?: string } & { readonly partition?: number },
    path: string,
    errors: Errors,
  ): void => {
    checkFields(source, path, errors);
    checkUpTo255(source.partition ?? 0, `${path}.partition`, errors);
  };
}

/** The rule of sources whose secret, if there is one, must be named. */
export function withSecretName<F extends string>(field: F) {
  const checkFields = required(field);
  return (
    source: { readonly [N in F]?: string } & { readonly secretRef?: { readonly name?: string } },
    path: string,
    errors: Errors,
  ): void => {
    checkFields(source, path, errors);
    checkSecretName(source.secretRef, path, errors);
  };
}

function checkSecretName(secretRef: { readonly name?: string } | undefined, path: string, errors: Errors): void {
  if (secretRef && !secretRef.name) {
    errors.required(`${path}.secretRef.name`);
  }
}

function checkUpTo255(number: number, field: string, errors: Errors): void {
  if (number < 0 || number > 255) {
    errors.invalid(field, number, 'must be between 0 and 255, inclusive');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateGitRepoVolumeSource */
export function validateGitRepo({ repository, directory = '' }: Source<'gitRepo'>, path: string, errors: Errors): void {
  if (!repository) {
    errors.required(`${path}.repository`);
  }
  validateRelativePath(directory, `${path}.directory`, errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateNFSVolumeSource */
export function validateNfs(nfs: Source<'nfs'>, path: string, errors: Errors): void {
  required('server', 'path')(nfs, path, errors);
  if (!nfs.path?.startsWith('/')) {
    errors.invalid(`${path}.path`, nfs.path ?? '', 'must be an absolute path');
  }
}

const ISCSI_NAMES: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
};

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateISCSIVolumeSource */
export function validateIscsi(iscsi: Source<'iscsi'>, path: string, errors: Errors): void {
  required('targetPortal', 'iqn')(iscsi, path, errors);
  if (iscsi.iqn) {
    checkIscsiName(iscsi.iqn, `${path}.iqn`, errors);
  }
  checkUpTo255(iscsi.lun ?? 0, `${path}.lun`, errors);
  if ((iscsi.chapAuthDiscovery || iscsi.chapAuthSession) && !iscsi.secretRef) {
    errors.required(`${path}.secretRef`);
  }
  if (iscsi.initiatorName !== undefined) {
    checkIscsiName(iscsi.initiatorName, `${path}.initiatorname`, errors);
  }
}

function checkIscsiName(name: string, field: string, errors: Errors): void {
  const format = ISCSI_NAMES[name.slice(0, 3)];
  if (!format) {
    errors.invalid(field, name, 'must be valid format starting with iqn, eui, or naa');
  } else if (!format.test(name)) {
    errors.invalid(field, name, 'must be valid format');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateFlockerVolumeSource */
export function validateFlocker({ datasetName, datasetUUID }: Source<'flocker'>, path: string, errors: Errors): void {
  if (!datasetName && !datasetUUID) {
    errors.required(path, 'one of datasetName and datasetUUID is required');
  }
  if (datasetName && datasetUUID) {
    errors.invalid(path, datasetName, 'datasetName and datasetUUID can not be specified simultaneously');
  }
  if (datasetName?.includes('/')) {
    errors.invalid(`${path}.datasetName`, datasetName, "must not contain '/'");
  }
}

const HOST_PORT = /^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateQuobyteVolumeSource */
export function validateQuobyte(quobyte: Source<'quobyte'>, path: string, errors: Errors): void {
  const { registry, tenant = '', volume } = quobyte;
  const rule = 'must be a host:port pair or multiple pairs separated by commas';
  if (!registry) {
    errors.required(`${path}.registry`, rule);
  } else if (tenant.length >= 65) {
    errors.required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters');
  } else {
    const wrong = registry.split(',').filter((pair) => !HOST_PORT.test(pair));
    wrong.forEach(() => errors.invalid(`${path}.registry`, registry, rule));
  }
  if (!volume) {
    errors.required(`${path}.volume`);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateFCVolumeSource */
export function validateFibreChannel(fc: Source<'fc'>, path: string, errors: Errors): void {
  const { targetWWNs = [], wwids = [], lun } = fc;
  if (targetWWNs.length === 0 && wwids.length === 0) {
    errors.required(`${path}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both');
  }
  if (targetWWNs.length > 0 && wwids.length > 0) {
    const rule = 'targetWWNs and wwids can not be specified simultaneously';
    errors.invalid(`${path}.targetWWNs`, targetWWNs, rule);
  }
  if (targetWWNs.length > 0 && lun === undefined) {
    errors.required(`${path}.lun`, 'lun is required if targetWWNs is specified');
  } else if (targetWWNs.length > 0) {
    checkUpTo255(lun!, `${path}.lun`, errors);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateFlexVolumeSource */
export function validateFlexVolume({ driver, options }: Source<'flexVolume'>, path: string, errors: Errors): void {
  if (!driver) {
    errors.required(`${path}.driver`);
  }
  for (const key of options?.keys() ?? []) {
    if (/(^|\.)(kubernetes|k8s)\.io$/.test(key.split('/')[0].toLowerCase())) {
      errors.invalid(`${path}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved');
    }
  }
}

const AZURE_CACHING_MODES = ['None', 'ReadOnly', 'ReadWrite'];
const AZURE_KINDS = ['Dedicated', 'Managed', 'Shared'];
const AZURE_MANAGED_URI =
  '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const AZURE_BLOB_URI = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateAzureDisk */
export function validateAzureDisk(disk: Source<'azureDisk'>, path: string, errors: Errors): void {
  const { cachingMode = 'ReadWrite', kind = 'Shared', diskURI = '' } = disk;
  required('diskName', 'diskURI')(disk, path, errors);
  if (!AZURE_CACHING_MODES.includes(cachingMode)) {
    errors.notSupported(`${path}.cachingMode`, cachingMode, AZURE_CACHING_MODES);
  }
  if (!AZURE_KINDS.includes(kind)) {
    errors.notSupported(`${path}.kind`, kind, AZURE_KINDS);
  }
  const [start, format] = kind === 'Managed' ? ['/subscriptions/', AZURE_MANAGED_URI] : ['https://', AZURE_BLOB_URI];
  if (!diskURI.startsWith(start)) {
    errors.notSupported(`${path}.diskURI`, diskURI, [format]);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateStorageOSVolumeSource */
export function validateStorageOs(source: Source<'storageos'>, path: string, errors: Errors): void {
  const { volumeName, volumeNamespace, secretRef } = source;
  if (volumeName) {
    checkDnsLabel(volumeName, `${path}.volumeName`, errors);
  } else {
    errors.required(`${path}.volumeName`);
  }
  if (volumeNamespace) {
    checkDnsLabel(volumeNamespace, `${path}.volumeNamespace`, errors);
  }
  checkSecretName(secretRef, path, errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateCSIVolumeSource */
export function validateCsi({ driver = '', nodePublishSecretRef }: Source<'csi'>, path: string, errors: Errors): void {
  if (driver === '') {
    errors.required(`${path}.driver`);
  } else {
    errors.invalidEach(`${path}.driver`, driver, dnsSubdomainFaults(driver.toLowerCase()));
  }
  if (driver.length > 63) {
    errors.tooLong(`${path}.driver`, 63);
  }
  if (nodePublishSecretRef?.name) {
    checkDnsSubdomain(nodePublishSecretRef.name, `${path}.name`, errors);
  } else if (nodePublishSecretRef) {
    errors.required(`${path}.nodePublishSecretRef.name`);
  }
}

/**
 * A template may leave the reference to whoever makes the pods; only a pod must have one.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateImageVolumeSource
 */
export function validateImageVolume({ pullPolicy }: Source<'image'>, path: string, errors: Errors): void {
  errors.oneOf(`${path}.pullPolicy`, pullPolicy || 'Always', ['Always', 'IfNotPresent', 'Never']);
}
