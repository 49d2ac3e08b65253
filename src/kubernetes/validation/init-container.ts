import { checkUniqueName, validateContainer } from './container';
import { validateInitRestartPolicy } from './container-restart';
import { Errors } from './errors';
import { keptLifecycle, validateLifecycle } from './lifecycle';
import { PodContext } from './pod-context';
import { validateHostPortsOnce } from './port';
import { validateProbes } from './probe';
import { Container } from './schema/container';
import { PodSpec } from './schema/pod-spec';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateInitContainers */
export function validateInitContainers(spec: PodSpec, pod: PodContext, path: string, errors: Errors): void {
  const names = new Set((spec.containers ?? []).map(({ name = '' }) => name));
  (spec.initContainers ?? []).forEach((container, i) => {
    const field = `${path}[${i}]`;
    validateContainer(container, pod, field, errors);
    validateInitRestartPolicy(container, field, errors);
    checkUniqueName(container, names, field, errors);
    if (container.name) {
      names.add(container.name);
    }
    // Init containers run one by one, so each is alone with its ports; the API server calls each of them the first.
    validateHostPortsOnce([container], path, errors);
    if (container.restartPolicy === 'Always') {
      validateLifecycle(container.lifecycle, pod, `${field}.lifecycle`, errors);
      validateProbes(container, field, errors);
    } else {
      validateRunsToCompletion(container, field, errors);
    }
  });
}

const SIDECAR_FIELDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function validateRunsToCompletion(container: Container, path: string, errors: Errors): void {
  const given = { ...container, lifecycle: keptLifecycle(container.lifecycle) };
  for (const name of SIDECAR_FIELDS.filter((each) => given[each] !== undefined)) {
    const fix = `remove ${name}, or write restartPolicy: Always to make it a sidecar`;
    errors.forbidden(`${path}.${name}`, 'may not be set for init containers without restartPolicy=Always', fix);
  }
  (container.resizePolicy ?? []).forEach(({ restartPolicy }, i) => {
    if (restartPolicy === 'RestartContainer') {
      const rule = "must not be set to 'RestartContainer' for non-sidecar initContainers";
      errors.invalid(`${path}.resizePolicy[${i}].restartPolicy`, restartPolicy, rule, 'write NotRequired');
    }
  });
}
