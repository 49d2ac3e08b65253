import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AgentBlueprint } from '../agent-blueprint';
import { HOST_PROCESS_POD, SANDBOX } from '../host-process-pod';
import { OptionFaults } from '../option-faults';
import { PriorityClass } from '../priority-class';
import { Privileges } from '../privileges';
import { TolerationSet } from '../toleration-set';
import type { KubeProxyOptions } from './kube-proxy-options';

const HEALTH_PORT = 10256;

/**
 * kube-proxy on Windows nodes, as Kubernetes' special interest group for Windows runs it beside Calico. A script of the image
 * waits for Calico's network and its address, which kube-proxy must be told.
 *
 * @param configMap what has the key `kubeconfig.conf`
 * @see https://github.com/kubernetes-sigs/sig-windows-tools/tree/master/hostprocess/calico/kube-proxy
 */
export function kubeProxyOnWindows(
  scope: Construct,
  configMap: kplus.IConfigMap,
  { mode, clusterCidrs }: KubeProxyOptions,
): AgentBlueprint {
  const faults = new OptionFaults('Proxy.kubeProxy on Windows nodes');
  faults.require(
    mode === undefined,
    `mode ${mode} is one of Linux: leave it out, Windows has the mode kernelspace alone`,
  );
  faults.require(clusterCidrs === undefined, 'clusterCidrs would have no effect: leave them out');
  faults.throwIfAny();
  const volume = kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' });
  return {
    forWindows: true,
    container: {
      name: 'kube-proxy',
      image: 'docker.io/sigwindowstools/kube-proxy:v1.36.2-calico-hostprocess',
      args: [`${SANDBOX}/kube-proxy/start.ps1`],
      workingDir: `${SANDBOX}/kube-proxy/`,
      envVariables: { NODENAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
      ports: [{ name: 'healthz', number: HEALTH_PORT, hostPort: HEALTH_PORT }],
      readiness: kplus.Probe.fromHttpGet('/healthz', { port: HEALTH_PORT }),
      resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(128) } },
      privileges: Privileges.hostProcess('makes load balancers in the network of its node'),
      // The script looks for it there, and leaves beside it a copy with the paths of the node.
      volumeMounts: [{ path: '/var/lib/kube-proxy', volume }],
    },
    configMap,
    clusterRoles: ['system:node-proxier'],
    defaults: {
      ...HOST_PROCESS_POD,
      tolerations: TolerationSet.everything(),
      priorityClass: PriorityClass.nodeCritical(),
      bootstrap: { provides: { serviceNetwork: true }, requires: ['nodeNetwork'] },
    },
  };
}
