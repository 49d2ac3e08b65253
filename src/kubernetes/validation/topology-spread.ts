import { Errors } from './errors';
import { validateLabelSelector } from './labels';
import { validateLabelKeys } from './match-label-keys';
import { TopologySpreadConstraint } from './schema/scheduling';

const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway'];
const POLICIES = ['Honor', 'Ignore'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateTopologySpreadConstraints */
export function validateTopologySpread(
  constraints: readonly TopologySpreadConstraint[],
  path: string,
  errors: Errors,
): void {
  constraints.forEach((constraint, i) => {
    const { topologyKey = '', whenUnsatisfiable = '' } = constraint;
    const field = `${path}[${i}]`;
    checkPositive(constraint.maxSkew ?? 0, `${field}.maxSkew`, errors);
    if (topologyKey === '') {
      errors.required(`${field}.topologyKey`, 'can not be empty', 'write topology.kubernetes.io/zone');
    }
    if (!ACTIONS.includes(whenUnsatisfiable)) {
      errors.notSupported(`${field}.whenUnsatisfiable`, whenUnsatisfiable, ACTIONS);
    }
    const isSame = (other: TopologySpreadConstraint) =>
      (other.topologyKey ?? '') === topologyKey && (other.whenUnsatisfiable ?? '') === whenUnsatisfiable;
    if (constraints.slice(i + 1).some(isSame)) {
      errors.duplicate(`${field}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`);
    }
    validateMinDomains(constraint, `${field}.minDomains`, errors);
    for (const name of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
      const policy = constraint[name];
      if (policy !== undefined && !POLICIES.includes(policy)) {
        errors.notSupported(`${field}.${name}`, policy, POLICIES);
      }
    }
    validateLabelKeys(constraint, field, errors);
    validateLabelSelector(constraint.labelSelector, `${field}.labelSelector`, errors);
  });
}

function validateMinDomains(
  { minDomains, whenUnsatisfiable = '' }: TopologySpreadConstraint,
  field: string,
  errors: Errors,
): void {
  if (minDomains === undefined) {
    return;
  }
  checkPositive(minDomains, field, errors);
  if (whenUnsatisfiable !== 'DoNotSchedule') {
    const rule = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
    errors.invalid(field, minDomains, rule);
  }
}

function checkPositive(value: number, field: string, errors: Errors): void {
  if (value <= 0) {
    errors.invalid(field, value, 'must be greater than zero');
  }
}
