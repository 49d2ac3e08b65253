import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { cidrFault } from '../cni-agent/cidr';
import { HostMount } from '../host-mount';
import { OptionFaults } from '../option-faults';
import { PriorityClass } from '../priority-class';
import { Privileges } from '../privileges';
import { TolerationSet } from '../toleration-set';
import { kubeProxyOnWindows } from './kube-proxy-on-windows';
import { KubeProxyMode, type KubeProxyOptions } from './kube-proxy-options';

const CONFIG_DIRECTORY = '/var/lib/kube-proxy';
const HEALTH_PORT = 10256;
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** kube-proxy as kubeadm runs it. */
export class KubeProxy implements AgentProduct {
  constructor(private readonly options: KubeProxyOptions) {
    const faults = OptionFaults.of('Proxy.kubeProxy', 'KubeProxyOptions', options);
    const { apiServer, configMap, clusterCidrs = [], mode } = options;
    faults.require(
      (apiServer === undefined) !== (configMap === undefined),
      'give either apiServer, for a configuration that is written, or configMap, for your own',
    );
    faults.require(
      apiServer === undefined || /^https:\/\/[^\s/:]+(:\d+)?$|^https:\/\/\[[0-9a-fA-F:]+\](:\d+)?$/.test(apiServer),
      `apiServer is ${JSON.stringify(apiServer)}: write an address such as https://10.0.0.10:6443`,
    );
    faults.word('mode', mode, KubeProxyMode);
    faults.require(options.clusterCidrs?.length !== 0, 'clusterCidrs is empty: leave it out');
    faults.require(
      clusterCidrs.length <= 2 && new Set(clusterCidrs.map((cidr) => cidr.includes(':'))).size === clusterCidrs.length,
      `clusterCidrs is ${clusterCidrs.join(', ')}: write one network, or one of IPv4 and one of IPv6`,
    );
    faults.require(
      configMap === undefined || (mode === undefined && clusterCidrs.length === 0),
      'mode and clusterCidrs would have no effect: your own configuration says them',
    );
    for (const cidr of clusterCidrs) {
      const six = cidr.includes(':');
      const fault = cidrFault(cidr, six ? 6 : 4, six ? 128 : 32);
      faults.require(!fault, `clusterCidrs: ${JSON.stringify(cidr)}: ${fault}`);
    }
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const kubeconfig = { 'kubeconfig.conf': stringify(this.kubeconfig()) };
    const configMap =
      this.options.configMap ??
      new kplus.ConfigMap(scope, 'Config', {
        metadata: identity.companion('config'),
        data: identity.windowsBuilds ? kubeconfig : { 'config.conf': stringify(this.config()), ...kubeconfig },
      });
    if (identity.windowsBuilds) return kubeProxyOnWindows(scope, configMap, this.options);
    const volume = kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' });
    return {
      container: {
        name: 'kube-proxy',
        image: 'registry.k8s.io/kube-proxy:v1.36.2',
        command: ['/usr/local/bin/kube-proxy'],
        args: [`--config=${CONFIG_DIRECTORY}/config.conf`, '--hostname-override=$(NODE_NAME)'],
        envVariables: { NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
        ports: [{ name: 'healthz', number: HEALTH_PORT, hostPort: HEALTH_PORT }],
        // It answers 503 on a node that is about to go, which is no reason to restart it: there is no liveness probe.
        readiness: kplus.Probe.fromHttpGet('/healthz', { port: HEALTH_PORT }),
        resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(64) } },
        privileges: Privileges.privileged('sets kernel parameters of the node'),
        hostMounts: [HostMount.xtablesLock(), HostMount.path('/lib/modules')],
        volumeMounts: [{ path: CONFIG_DIRECTORY, volume, readOnly: true }],
      },
      configMap,
      clusterRoles: ['system:node-proxier'],
      defaults: {
        hostNetwork: true,
        tolerations: TolerationSet.everything(),
        priorityClass: PriorityClass.nodeCritical(),
        bootstrap: { provides: { serviceNetwork: true } },
      },
    };
  }

  /** @see https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/ */
  private config(): object {
    const { mode = KubeProxyMode.IPTABLES, clusterCidrs = [] } = this.options;
    return {
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      clientConnection: { kubeconfig: `${CONFIG_DIRECTORY}/kubeconfig.conf` },
      clusterCIDR: clusterCidrs.join(','),
      healthzBindAddress: `0.0.0.0:${HEALTH_PORT}`,
      mode,
    };
  }

  private kubeconfig(): object {
    return {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name: 'default', cluster: { server: this.options.apiServer, 'certificate-authority': `${ACCOUNT}/ca.crt` } },
      ],
      users: [{ name: 'default', user: { tokenFile: `${ACCOUNT}/token` } }],
      contexts: [{ name: 'default', context: { cluster: 'default', namespace: 'default', user: 'default' } }],
      'current-context': 'default',
    };
  }
}
