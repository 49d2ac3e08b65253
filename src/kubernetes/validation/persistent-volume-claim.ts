import { storedQuantity } from '../quantity';
import { Errors } from './errors';
import { validateLabelSelector, validateLabels } from './labels';
import { validateAnnotations } from './metadata';
import { ObjectMeta } from './schema/object-meta';
import { PersistentVolumeClaimSpec } from './schema/persistent-volume-claim';
import { Volume } from './schema/volume';
import { checkDnsLabel, checkDnsSubdomain } from './syntax';

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const VOLUME_MODES = ['Block', 'Filesystem'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateEphemeralVolumeSource */
export function validateEphemeralVolume(
  { volumeClaimTemplate: template }: NonNullable<Volume['ephemeral']>,
  path: string,
  errors: Errors,
): void {
  const field = `${path}.volumeClaimTemplate`;
  if (template) {
    validateTemplateMetadata(template.metadata ?? {}, `${field}.metadata`, errors);
    validateClaimSpec(template.spec ?? {}, `${field}.spec`, errors);
  } else {
    errors.required(field);
  }
}

/**
 * Labels and annotations and nothing else. The API server writes the names of fields as Go does, but for their first
 * letter, so that `uid` is `uID` here.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateFieldAllowList
 */
function validateTemplateMetadata(metadata: ObjectMeta, path: string, errors: Errors): void {
  const { labels, annotations, ...others } = metadata;
  validateAnnotations(annotations, `${path}.annotations`, errors);
  validateLabels(labels, `${path}.labels`, errors);
  for (const [name, value] of Object.entries(others)) {
    const isZero = value === '' || (value === 0 && name !== 'deletionGracePeriodSeconds');
    if (!isZero) {
      errors.forbidden(
        `${path}.${name === 'uid' ? 'uID' : name}`,
        'cannot be set',
        'only labels and annotations can be set here',
      );
    }
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimSpec */
function validateClaimSpec(spec: PersistentVolumeClaimSpec, path: string, errors: Errors): void {
  const { accessModes = [], storageClassName, volumeAttributesClassName, volumeMode } = spec;
  validateAccessModes(accessModes, `${path}.accessModes`, errors);
  validateLabelSelector(spec.selector, `${path}.selector`, errors);
  const storage = spec.resources?.requests?.get('storage');
  if (!storage) {
    errors.required(`${path}.resources[storage]`);
  } else if (storedQuantity(storage.quantity) <= 0n) {
    errors.invalid(`${path}.resources[storage]`, storage.text, 'must be greater than zero');
  }
  for (const [field, name] of Object.entries({ storageClassName, volumeAttributesClassName })) {
    if (name) {
      checkDnsSubdomain(name, `${path}.${field}`, errors);
    }
  }
  if (volumeMode !== undefined && !VOLUME_MODES.includes(volumeMode)) {
    errors.notSupported(`${path}.volumeMode`, volumeMode, VOLUME_MODES);
  }
  validateDataSources(spec, path, errors);
}

function validateAccessModes(modes: readonly string[], field: string, errors: Errors): void {
  if (modes.length === 0) {
    errors.required(field, 'at least 1 access mode is required');
  }
  for (const mode of modes.filter((each) => !ACCESS_MODES.includes(each))) {
    errors.notSupported(field, mode, ACCESS_MODES);
  }
  const supported = modes.filter((each) => ACCESS_MODES.includes(each));
  if (supported.includes('ReadWriteOncePod') && supported.some((mode) => mode !== 'ReadWriteOncePod')) {
    errors.forbidden(field, 'may not use ReadWriteOncePod with other access modes');
  }
}

type DataSource = NonNullable<PersistentVolumeClaimSpec['dataSourceRef']>;

function validateDataSources(spec: PersistentVolumeClaimSpec, path: string, errors: Errors): void {
  const { dataSource, dataSourceRef } = spec;
  validateDataSource(dataSource, `${path}.dataSource`, errors);
  validateDataSource(dataSourceRef, `${path}.dataSourceRef`, errors);
  if (!dataSource || !dataSourceRef) {
    return;
  }
  const differs = (['apiGroup', 'kind', 'name'] as const).some((field) => dataSource[field] !== dataSourceRef[field]);
  if (dataSourceRef.namespace) {
    errors.invalid(path, dataSource, 'may not be specified when dataSourceRef.namespace is specified');
  } else if (differs) {
    errors.invalid(path, dataSource, 'must match dataSourceRef');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateDataSource, validateDataSourceRef */
function validateDataSource(source: DataSource | undefined, path: string, errors: Errors): void {
  if (!source) {
    return;
  }
  const { name, kind = '', apiGroup, namespace } = source;
  for (const [field, value] of Object.entries({ name, kind })) {
    if (!value) {
      errors.required(`${path}.${field}`);
    }
  }
  if (apiGroup) {
    checkDnsSubdomain(apiGroup, `${path}.apiGroup`, errors);
  } else if (kind !== 'PersistentVolumeClaim') {
    errors.invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
  }
  if (namespace) {
    checkDnsLabel(namespace, `${path}.namespace`, errors);
  }
}
