import { kubernetesVersion } from '../kubernetes-version';
import { aggregateContainerRequests, isPodLevelResource } from '../pod-requests';
import { ResourceList, Container as SizedContainer } from '../pod-spec';
import { Quantity, quantityToString, storedQuantity } from '../quantity';
import { Errors } from './errors';
import { checkResourceName, isHugePages, validateResources } from './resources';
import { Container } from './schema/container';
import { PodSpec } from './schema/pod-spec';
import { Amount } from './schema/shape';

type Amounts = ReadonlyMap<string, Amount>;

/**
 * `spec.resources`, which must hold what the containers ask for.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodResources
 */
export function validatePodResources(spec: PodSpec, claims: ReadonlySet<string>, path: string, errors: Errors): void {
  const { resources } = spec;
  const field = `${path}.resources`;
  if (!resources) {
    return;
  }
  if (spec.os?.name === 'windows') {
    errors.forbidden(field, 'may not be set for a windows pod');
    return;
  }
  if (resources.claims) {
    errors.forbidden(`${field}.claims`, 'claims may not be set for Resources at pod-level');
  }
  validateResources(resources, claims, field, errors, checkPodResourceName);
  validateHoldsContainers(spec, resources.requests ?? new Map(), resources.limits ?? new Map(), field, errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodResourceName */
function checkPodResourceName(name: string, field: string, errors: Errors): void {
  if (checkResourceName(name, field, errors) && !isPodLevelResource(name)) {
    errors.notSupported(field, name, ['cpu', 'hugepages-', 'memory']);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validatePodResourceConsistency */
function validateHoldsContainers(
  spec: PodSpec,
  requests: Amounts,
  limits: Amounts,
  path: string,
  errors: Errors,
): void {
  for (const [name, needed] of aggregate(spec, 'requests')) {
    const rule = `must be greater than or equal to aggregate container requests of ${quantityToString(needed, name)}`;
    checkHolds(requests.get(name), needed, rule, `${path}.requests[${name}]`, errors);
  }
  for (const [name, needed] of aggregate(spec, 'limits')) {
    if (isHugePages(name)) {
      const rule = `must be greater than or equal to aggregate container limits of ${quantityToString(needed, name)}`;
      checkHolds(limits.get(name), needed, rule, `${path}.limits[${name}]`, errors);
    }
  }
  (spec.containers ?? []).forEach(({ resources }, i) => {
    for (const [name, limit] of resources?.limits ?? []) {
      const most = limits.get(name);
      if (most && storedQuantity(limit.quantity) > storedQuantity(most.quantity)) {
        const rule = `must be less than or equal to pod limits of ${quantityToString(storedQuantity(most.quantity), name)}`;
        errors.invalid(`${path}.containers[${i}][${name}].limits`, limit.text, rule);
      }
    }
  });
}

function checkHolds(amount: Amount | undefined, needed: Quantity, rule: string, field: string, errors: Errors): void {
  if (amount && storedQuantity(amount.quantity) < needed) {
    errors.invalid(field, amount.text, rule);
  }
}

function aggregate(spec: PodSpec, list: 'requests' | 'limits'): Map<string, Quantity> {
  const sized = ({ name = '', resources, restartPolicy }: Container): SizedContainer => ({
    name,
    requests: stored(resources?.[list] ?? new Map()),
    limits: new Map(),
    ports: [],
    sidecar: restartPolicy === 'Always',
  });
  const containers = (spec.containers ?? []).map(sized);
  const initContainers = (spec.initContainers ?? []).map(sized);
  return aggregateContainerRequests({ containers, initContainers }, kubernetesVersion());
}

function stored(amounts: Amounts): ResourceList {
  return new Map([...amounts].map(([name, amount]) => [name, storedQuantity(amount.quantity)]));
}
