import * as kplus from 'cdk8s-plus-28';

/** How an agent asks the kubelet of its node. */
export interface KubeletAccessOptions {
  /**
   * Whether the certificate of the kubelet is checked against the authority of the cluster. Kubelets whose certificate is
   * self-signed, as kubeadm leaves it, need `false`: the agent then sends its token to whoever answers.
   *
   * @default true
   */
  readonly verifyCertificate?: boolean;

  /**
   * Whether some kubelets are older than Kubernetes 1.33. They know one permission for the list of pods and for running
   * commands in them, `nodes/proxy`, and the agent gets it.
   *
   * @default false
   * @see https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#fine-grained-authorization
   */
  readonly olderThan133?: boolean;
}

/**
 * What asking the kubelet takes.
 *
 * @param paths the parts of its API that are read, such as `stats`
 */
export function kubeletRules(
  paths: readonly string[],
  { olderThan133 = false }: KubeletAccessOptions,
): kplus.ClusterRolePolicyRule[] {
  const endpoints = [...paths, ...(olderThan133 ? ['proxy'] : [])].map((path) =>
    kplus.ApiResource.custom({ apiGroup: '', resourceType: `nodes/${path}` }),
  );
  return [{ verbs: ['get'], endpoints }];
}
