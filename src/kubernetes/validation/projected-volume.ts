import { Errors } from './errors';
import { checkMode, validateDownwardApiFile, validateKeyToPath } from './file-volume';
import { validateNotReservedPath } from './relative-path';
import { ProjectedVolumeSource, VolumeProjection } from './schema/projected-volume';

const MIN_EXPIRATION = 10 * 60;
const MAX_EXPIRATION = 2 ** 32;
const DEFAULT_EXPIRATION = 60 * 60;

/**
 * A volume put together from several sources, whose files must not collide.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateProjectedVolumeSource
 */
export function validateProjectedVolume(projected: ProjectedVolumeSource, path: string, errors: Errors): void {
  checkMode(projected.defaultMode, `${path}.defaultMode`, errors);
  const taken = new Set<string>();
  (projected.sources ?? []).forEach((source, i) => {
    validateProjection(source, path, `${path}.sources[${i}]`, errors);
    for (const file of filesOf(source)) {
      if (taken.has(file)) {
        errors.invalid(path, file, 'conflicting duplicate paths');
      }
      taken.add(file);
    }
  });
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateProjectionSources */
function validateProjection(source: VolumeProjection, volume: string, path: string, errors: Errors): void {
  const { secret, configMap, downwardAPI, serviceAccountToken } = source;
  for (const [name, projection] of Object.entries({ secret, configMap })) {
    if (projection && !projection.name) {
      errors.required(`${path}.${name}.name`);
    }
    projection?.items?.forEach((item, i) => validateKeyToPath(item, `${path}.${name}.items[${i}]`, errors));
  }
  downwardAPI?.items?.forEach((file) => validateDownwardApiFile(file, `${path}.downwardAPI`, errors));
  if (serviceAccountToken) {
    validateToken(serviceAccountToken, volume, `${path}.serviceAccountToken`, errors);
  }
  const given = [secret, configMap, downwardAPI, serviceAccountToken].filter((each) => each !== undefined);
  if (given.length > 1) {
    errors.forbidden(path, 'may not specify more than 1 volume type per source', 'make them separate sources');
  }
}

/** The API server reports the path of the token at the volume, not at the token. */
function validateToken(
  { expirationSeconds = DEFAULT_EXPIRATION, path }: NonNullable<VolumeProjection['serviceAccountToken']>,
  volume: string,
  field: string,
  errors: Errors,
): void {
  if (expirationSeconds < MIN_EXPIRATION) {
    const rule = 'may not specify a duration less than 10 minutes';
    errors.invalid(`${field}.expirationSeconds`, expirationSeconds, rule, `write ${MIN_EXPIRATION} or more`);
  }
  if (expirationSeconds > MAX_EXPIRATION) {
    errors.invalid(
      `${field}.expirationSeconds`,
      expirationSeconds,
      'may not specify a duration larger than 2^32 seconds',
    );
  }
  if (path) {
    validateNotReservedPath(path, `${volume}.path`, errors);
  } else {
    errors.required(`${volume}.path`);
  }
}

/** Where the files go, as far as they are written down. */
function filesOf({ secret, configMap, downwardAPI }: VolumeProjection): string[] {
  const items = [...(secret?.items ?? []), ...(configMap?.items ?? []), ...(downwardAPI?.items ?? [])];
  return items.map(({ path = '' }) => path).filter((path) => path !== '');
}
