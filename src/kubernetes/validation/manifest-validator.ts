import { ManifestError } from './manifest-error';
import { validateDaemonSet } from './validate-daemon-set';

/**
 * Says why the API server of Kubernetes 1.36 would refuse a manifest, without asking one.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 * @example
 * for (const error of ManifestValidator.validate(manifest)) {
 *   console.log(`${error.field}: ${error.detail}`);
 * }
 */
export class ManifestValidator {
  /**
   * The mistakes of a DaemonSet: its own fields, its pod template, and with `previous` what an update may not change.
   *
   * Manifests of other kinds are not looked at. An absent namespace is no mistake: the client fills it in.
   *
   * @param manifest a parsed manifest, such as `chart.toJson()` holds
   * @param previous the manifest that it replaces; without it, the object is new
   * @returns every mistake, in the order in which the API server looks; none when it would accept the manifest
   */
  public static validate(manifest: any, previous?: any): ManifestError[] {
    return validateDaemonSet(manifest, previous);
  }

  private constructor() {}
}
