import { BrokenControl } from './broken-control';
import { PodSecurityControl } from './control';
import { POD_SECURITY_CONTROLS } from './controls';
import { isStricter, PodSecurityLevel } from './level';
import { policyPod } from './policy-pod';
import { Field } from '../manifest/field';

/** What the Pod Security Standards say of a pod. */
export interface PodSecurityVerdict {
  /** The strictest level that admits it. */
  readonly level: PodSecurityLevel;
  /** What a namespace at level baseline refuses it for. */
  readonly baseline: BrokenControl[];
  /** What a namespace at level restricted refuses it for; a control of it may take the place of one of level baseline. */
  readonly restricted: BrokenControl[];
}

/**
 * Every control of every level that a pod breaks, by the policy of a minor version.
 *
 * @param template the pod, or the template of one
 * @param minor of Kubernetes, whose policy counts; policies of versions before 1.25 are taken for that of 1.25
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/registry.go EvaluatePod
 */
export function evaluatePod(template: Field, minor: number): PodSecurityVerdict {
  const pod = policyPod(template);
  const controls = POD_SECURITY_CONTROLS.filter(({ since = 0 }) => since <= minor);
  const overridden = controls.map(({ overrides }) => overrides);
  const broken = (of: readonly PodSecurityControl[]): BrokenControl[] =>
    of
      .map(({ id, reason, violations }) => ({ control: id, reason, violations: violations(pod, minor) }))
      .filter(({ violations }) => violations.length > 0);
  const baseline = broken(controls.filter(({ level }) => level === 'baseline'));
  const restricted = broken(controls.filter(({ id }) => !overridden.includes(id)));
  return {
    level: baseline.length > 0 ? 'privileged' : restricted.length > 0 ? 'baseline' : 'restricted',
    baseline,
    restricted,
  };
}

/** What a namespace at this level refuses the pod for; nothing when it admits it. */
export function refusals(verdict: PodSecurityVerdict, enforced: PodSecurityLevel): BrokenControl[] {
  return enforced !== 'privileged' && isStricter(enforced, verdict.level) ? verdict[enforced] : [];
}
