import { Errors } from './errors';
import { validateLabels } from './labels';
import { validateAnnotations } from './metadata';
import { validatePodAnnotations, validateProfilesMatchAnnotations } from './pod-annotations';
import { validatePodSpec } from './pod-spec';
import { PodTemplateSpec } from './schema/daemon-set';

/**
 * The pod template. The API server leaves `metadata` out of the paths of its labels and annotations, and so does this.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePodTemplateSpec
 */
export function validatePodTemplate(template: PodTemplateSpec, path: string, errors: Errors): void {
  const { metadata = {}, spec = {} } = template;
  const annotations = metadata.annotations ?? new Map<string, string>();
  validateLabels(metadata.labels, `${path}.labels`, errors);
  validateAnnotations(annotations, `${path}.annotations`, errors);
  validatePodAnnotations(annotations, spec, `${path}.annotations`, errors);
  validatePodSpec(spec, `${path}.spec`, errors);
  validateProfilesMatchAnnotations(annotations, spec, `${path}.spec`, errors);
  if (spec.ephemeralContainers?.length) {
    const rule = 'ephemeral containers not allowed in pod template';
    errors.forbidden(`${path}.spec.ephemeralContainers`, rule, 'add them to a running pod with kubectl debug');
  }
}
