import { PodSecurityControl } from '../../../src/kubernetes/pod-security/control';
import { policyPod } from '../../../src/kubernetes/pod-security/policy-pod';
import { fieldOf } from '../fixture';

/** A pod of a table: its spec, or its spec with annotations. */
export interface PodCase {
  readonly spec?: object;
  readonly annotations?: Record<string, string>;
  /** @default - 36 */
  readonly minor?: number;
}

/** A name of upstream's tests, the pod, and the fields that break the control as `field` or `field=value`. */
export type ControlExample = [name: string, pod: PodCase, ...broken: string[]];

export function brokenBy({ violations }: PodSecurityControl, { spec = {}, annotations, minor = 36 }: PodCase) {
  const { root } = fieldOf({ metadata: { annotations }, spec });
  return violations(policyPod(root), minor).map(({ field, value }) =>
    value === undefined ? field : `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}

/** One test for each example. */
export function describeControl(control: PodSecurityControl, examples: ControlExample[]): void {
  describe(control.id, () => {
    test.each(examples.map(([name, pod, ...broken]) => ({ name, pod, broken })))('$name', ({ pod, broken }) => {
      expect(brokenBy(control, pod)).toEqual(broken);
    });
  });
}

/** Containers `a`, `b` and so on, with these security contexts. */
export const containers = (...contexts: (object | undefined)[]) => ({
  containers: contexts.map((securityContext, i) => ({ name: String.fromCharCode(97 + i), securityContext })),
});
