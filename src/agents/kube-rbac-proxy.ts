import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { NodeAgentContainerProps } from './node-agent-container-props';
import { Privileges } from './privileges';

/** Options of a proxy that asks the API server who may read metrics. */
export interface KubeRbacProxyOptions {
  /**
   * A Secret of type `kubernetes.io/tls` with the certificate of the proxy, in `tls.crt` and `tls.key`.
   *
   * @default - the proxy makes one of its own at every start, which nobody can verify
   */
  readonly tls?: kplus.ISecret;

  /**
   * Port of the loopback address on which the agent serves the proxy. Nothing else on the node may hold it.
   *
   * @default - the port of the agent plus 1
   */
  readonly upstreamPort?: number;

  /**
   * The image of the proxy, for a mirror or another version.
   *
   * @default 'quay.io/brancz/kube-rbac-proxy:v0.22.1'
   */
  readonly image?: string;
}

/** The agent behind the proxy listens here, where only processes on the network of the node reach it. */
export const LOOPBACK = '127.0.0.1';

/** Who is asking, and whether they may. */
export const KUBE_RBAC_PROXY_RULES: kplus.ClusterRolePolicyRule[] = [
  {
    verbs: ['create'],
    endpoints: [
      kplus.ApiResource.custom({ apiGroup: 'authentication.k8s.io', resourceType: 'tokenreviews' }),
      kplus.ApiResource.custom({ apiGroup: 'authorization.k8s.io', resourceType: 'subjectaccessreviews' }),
    ],
  },
];

const TLS_DIRECTORY = '/etc/tls/private';
/** User of the image. */
const USER = 65532;
/** With forward secrecy and authentication, as TLS 1.3 has of itself. */
const CIPHERS = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
];

/**
 * The proxy in front of an agent on the network of its node: TLS, and `/metrics` for those alone who may `get` that path.
 *
 * @see https://github.com/brancz/kube-rbac-proxy
 */
export function kubeRbacProxy(
  scope: Construct,
  port: number,
  upstreamPort: number,
  { tls, image = 'quay.io/brancz/kube-rbac-proxy:v0.22.1' }: KubeRbacProxyOptions,
): NodeAgentContainerProps {
  // It asks for a token at every path, its health among them; that it listens is what can be seen without one.
  const listens = kplus.Probe.fromTcpSocket({ port });
  return {
    name: 'kube-rbac-proxy',
    image,
    args: [
      `--secure-listen-address=[$(HOST_IP)]:${port}`,
      `--upstream=http://${LOOPBACK}:${upstreamPort}/`,
      `--tls-cipher-suites=${CIPHERS.join(',')}`,
      ...(tls ? [`--tls-cert-file=${TLS_DIRECTORY}/tls.crt`, `--tls-private-key-file=${TLS_DIRECTORY}/tls.key`] : []),
    ],
    envVariables: { HOST_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_IP) },
    ports: [{ name: 'metrics', number: port, hostPort: port }],
    liveness: listens,
    readiness: listens,
    resources: {
      cpu: { request: kplus.Cpu.millis(10) },
      memory: { request: Size.mebibytes(20), limit: Size.mebibytes(40) },
    },
    privileges: Privileges.none().asUser(USER, USER),
    volumeMounts: tls && [
      {
        path: TLS_DIRECTORY,
        volume: kplus.Volume.fromSecret(scope, 'ProxyTls', tls, { name: 'proxy-tls' }),
        readOnly: true,
      },
    ],
  };
}
