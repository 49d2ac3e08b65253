import { Field } from '../kubernetes/manifest/field';
import { Manifest, isOfKind } from '../kubernetes/manifest/manifest';
import { brokenControlsText } from '../kubernetes/pod-security/broken-controls-text';
import { evaluatePod, refusals } from '../kubernetes/pod-security/evaluate-pod';
import { namespacePolicy, NamespacePolicy } from '../kubernetes/pod-security/namespace-policy';

/** Why a Namespace refuses the pods of a workload, and what to change. */
export interface NamespaceRefusal {
  readonly message: string;
  readonly fix: string;
}

/** The Pod Security labels of a Namespace among the manifests; undefined when none of them is it. */
export function declaredPolicy(namespace: string, manifests: readonly Manifest[]): NamespacePolicy | undefined {
  const object = manifests
    .filter((each) => isOfKind(each, 'Namespace'))
    .map((each) => Field.of(each, []))
    .find((each) => each.get('metadata').get('name').string() === namespace);
  return object && namespacePolicy(object.get('metadata').get('labels').strings());
}

/**
 * What Pod Security says when the pods of a workload are created in a Namespace. A policy of a version that the cluster
 * does not know yet is that of the cluster.
 *
 * @param policy what the Namespace says
 * @param minor of Kubernetes, as the cluster runs it
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/admission/admission.go EvaluatePod
 */
export function namespaceRefusal(
  template: Field,
  namespace: string,
  { enforce = 'privileged', enforceMinor = Infinity }: NamespacePolicy,
  minor: number,
): NamespaceRefusal | undefined {
  const verdict = evaluatePod(template, Math.min(enforceMinor, minor));
  const broken = refusals(verdict, enforce);
  if (broken.length === 0) {
    return undefined;
  }
  const version = Number.isFinite(enforceMinor) ? `v1.${enforceMinor}` : 'latest';
  return {
    message: `Namespace ${namespace} enforces Pod Security ${enforce}:${version}, which refuses its pods: ${brokenControlsText(broken)}`,
    fix: `write the label pod-security.kubernetes.io/enforce: ${verdict.level} into Namespace ${namespace}, or change what is refused`,
  };
}
