import { EnvValue } from 'cdk8s-plus-28';

/**
 * The variables by which a client in a pod finds the API server elsewhere than at the address of its Service, which only
 * works once some agent has made Services work.
 */
export function apiServerEnv(host?: string, port: number = 6443): Record<string, EnvValue> {
  return host === undefined
    ? {}
    : {
        KUBERNETES_SERVICE_HOST: EnvValue.fromValue(host),
        KUBERNETES_SERVICE_PORT: EnvValue.fromValue(String(port)),
      };
}
