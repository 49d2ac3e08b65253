import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { withoutNamespace } from '../cluster-scoped';

/** What the pods of a runtime cost beside their containers, and where the runtime is. */
export interface RuntimeClassSpec {
  readonly name: string;
  readonly handler: string;
  /** Quantities that the scheduler and quotas count for each pod. */
  readonly overhead?: { readonly cpu: string; readonly memory: string };
  readonly nodeSelector: Record<string, string>;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/node-resources/runtime-class-v1/ */
export function runtimeClass(scope: Construct, { name, handler, overhead, nodeSelector }: RuntimeClassSpec): ApiObject {
  const object = new ApiObject(scope, `RuntimeClass-${name}`, {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name },
    handler,
    overhead: overhead && { podFixed: overhead },
    scheduling: { nodeSelector },
  });
  withoutNamespace(object);
  return object;
}
