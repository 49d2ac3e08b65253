import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

/** cdk8s writes the namespace of the chart into every object, and those of the whole cluster have none. */
export function withoutNamespace(object: Construct): void {
  const apiObject = ApiObject.of(object);
  if (apiObject.metadata.namespace) apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
