import { Field } from '../manifest/field';

/** A container as the Pod Security Standards look at it. */
export interface PolicyContainer {
  readonly name: string;
  readonly container: Field;
  readonly securityContext: Field;
}

/** A pod as the Pod Security Standards look at it. */
export interface PolicyPod {
  readonly annotations: Field;
  readonly spec: Field;
  readonly securityContext: Field;
  /** Init containers, containers and ephemeral containers, in this order. */
  readonly containers: readonly PolicyContainer[];
  readonly hostNetwork: boolean;
  /** Whether root of the pod is another user on the node (`hostUsers: false`). */
  readonly userNamespace: boolean;
  /** Whether the pod says itself that it is for Windows (`os.name`). */
  readonly windows: boolean;
}

/**
 * Reads a pod, or the template of one.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/visitor.go
 */
export function policyPod(template: Field): PolicyPod {
  const spec = template.get('spec');
  return {
    annotations: template.get('metadata').get('annotations'),
    spec,
    securityContext: spec.get('securityContext'),
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
      spec.get(list).list((container) => ({
        name: container.get('name').string() ?? '',
        container,
        securityContext: container.get('securityContext'),
      })),
    ),
    hostNetwork: spec.get('hostNetwork').boolean() ?? false,
    userNamespace: spec.get('hostUsers').boolean() === false,
    windows: spec.get('os').get('name').string() === 'windows',
  };
}

/** The security contexts of the pod, and then of its containers, that are there. */
export function securityContexts({ securityContext, containers }: PolicyPod): Field[] {
  return [securityContext, ...containers.map((each) => each.securityContext)].filter(({ present }) => present);
}
