import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

type Json = Record<string, any>;

/**
 * Has a Service or an object of RBAC rendered without the empty lists and texts that cdk8s-plus writes into it. The API server
 * does not keep them, so that with them every `kubectl apply` would find the object changed.
 *
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-apply-calculates-differences-and-merges-changes
 */
export function asStored(object: Construct): void {
  const apiObject = ApiObject.of(object);
  const render = apiObject.toJson.bind(apiObject);
  apiObject.toJson = () => {
    const { spec, rules, subjects, ...rest }: Json = render();
    return {
      ...rest,
      ...(spec && { spec: withoutEmpty(spec) }),
      ...(rules && { rules: rules.map(withoutEmpty) }),
      ...(subjects && { subjects: subjects.map(withoutEmpty) }),
    };
  };
}

function withoutEmpty(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  );
}
