import { Field } from '../../manifest/field';
import { forbidden, forbiddenAmong, PodSecurityControl } from '../control';
import { securityContexts } from '../policy-pod';

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostNamespaces.go */
export const hostNamespaces: PodSecurityControl = {
  id: 'hostNamespaces',
  level: 'baseline',
  reason: 'host namespaces',
  violations: ({ spec }) =>
    forbiddenAmong(
      ['hostNetwork', 'hostPID', 'hostIPC'].map((name) => spec.get(name)),
      (field) => field.boolean() === true,
    ),
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostPathVolumes.go */
export const hostPathVolumes: PodSecurityControl = {
  id: 'hostPathVolumes',
  level: 'baseline',
  reason: 'hostPath volumes',
  violations: ({ spec }) =>
    spec
      .get('volumes')
      .items()
      .map((volume) => volume.get('hostPath'))
      .filter(({ present }) => present)
      .map((hostPath) => forbidden(hostPath.get('path'))),
};

/**
 * Before a pod is admitted, the API server makes every port of a container on the host network a host port.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostPorts.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go defaultHostNetworkPorts
 */
export const hostPorts: PodSecurityControl = {
  id: 'hostPorts',
  level: 'baseline',
  reason: 'hostPort',
  violations: ({ containers, hostNetwork }) =>
    containers
      .flatMap(({ container }) => container.get('ports').items())
      .flatMap((port) => {
        const hostPort = port.get('hostPort');
        const number = hostPort.integer() || (hostNetwork && port.get('containerPort').integer());
        return number ? [forbidden(hostPort, number)] : [];
      }),
};

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_hostProbesAndhostLifecycle.go */
export const hostProbesAndHostLifecycle: PodSecurityControl = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  reason: 'probe or lifecycle host',
  since: 34,
  violations: ({ containers }) =>
    forbiddenAmong(
      containers.flatMap(({ container }) => handlerHosts(container)),
      (host) => Boolean(host.string()),
    ),
};

function handlerHosts(container: Field): Field[] {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((name) => container.get(name));
  const hooks = ['postStart', 'preStop'].map((name) => container.get('lifecycle').get(name));
  return [...probes, ...hooks].flatMap((handler) =>
    ['httpGet', 'tcpSocket'].map((action) => handler.get(action).get('host')),
  );
}

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_windowsHostProcess.go */
export const windowsHostProcess: PodSecurityControl = {
  id: 'windowsHostProcess',
  level: 'baseline',
  reason: 'hostProcess',
  violations: (pod) =>
    forbiddenAmong(
      securityContexts(pod).map((context) => context.get('windowsOptions').get('hostProcess')),
      (field) => field.boolean() === true,
    ),
};
