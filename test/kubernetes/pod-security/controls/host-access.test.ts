import {
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  windowsHostProcess,
} from '../../../../src/kubernetes/pod-security/controls/host-access';
import { containers, describeControl } from '../control-fixture';

describeControl(hostNamespaces, [
  ['hostNetwork', { spec: { hostNetwork: true } }, 'spec.hostNetwork=true'],
  ['hostPID and hostIPC', { spec: { hostPID: true, hostIPC: true } }, 'spec.hostPID=true', 'spec.hostIPC=true'],
  ['none, and one that is off', { spec: { hostNetwork: false, hostPID: null } }],
]);

describeControl(hostPathVolumes, [
  [
    'host path volumes among others',
    {
      spec: {
        volumes: [
          { name: 'a', hostPath: { path: '/var/log' } },
          { name: 'b', emptyDir: {} },
          { name: 'c', hostPath: { path: '/' } },
        ],
      },
    },
    'spec.volumes[0].hostPath.path=/var/log',
    'spec.volumes[2].hostPath.path=/',
  ],
  ['only others', { spec: { volumes: [{ name: 'b', configMap: { name: 'x' } }] } }],
]);

const ports = (...list: object[]) => ({ containers: [{ name: 'a', ports: list }] });

describeControl(hostPorts, [
  ['one port', { spec: ports({ containerPort: 80, hostPort: 8080 }) }, 'spec.containers[0].ports[0].hostPort=8080'],
  ['no host port, and zero', { spec: ports({ containerPort: 80 }, { containerPort: 81, hostPort: 0 }) }],
  [
    'every port of a pod on the host network, which the API server fills in: defaultHostNetworkPorts',
    { spec: { hostNetwork: true, ...ports({ containerPort: 9100 }) } },
    'spec.containers[0].ports[0].hostPort=9100',
  ],
  [
    'init containers first',
    {
      spec: {
        ...ports({ containerPort: 1, hostPort: 1 }),
        initContainers: [{ name: 'i', ports: [{ containerPort: 2, hostPort: 2 }] }],
      },
    },
    'spec.initContainers[0].ports[0].hostPort=2',
    'spec.containers[0].ports[0].hostPort=1',
  ],
]);

const probed = {
  containers: [
    {
      name: 'a',
      livenessProbe: { httpGet: { host: '10.0.0.1' } },
      readinessProbe: { tcpSocket: { host: 'localhost' } },
      startupProbe: { httpGet: { host: '' } },
      lifecycle: { preStop: { httpGet: { host: 'bad.example' } } },
    },
  ],
};

describeControl(hostProbesAndHostLifecycle, [
  [
    'hosts of probes and hooks',
    { spec: probed },
    'spec.containers[0].livenessProbe.httpGet.host=10.0.0.1',
    'spec.containers[0].readinessProbe.tcpSocket.host=localhost',
    'spec.containers[0].lifecycle.preStop.httpGet.host=bad.example',
  ],
  ['none', { spec: { containers: [{ name: 'a', livenessProbe: { httpGet: { port: 80 } } }] } }],
]);

describeControl(windowsHostProcess, [
  [
    'pod and containers',
    {
      spec: {
        securityContext: { windowsOptions: { hostProcess: true } },
        ...containers({ windowsOptions: { hostProcess: true } }, { windowsOptions: { hostProcess: false } }, {}),
      },
    },
    'spec.securityContext.windowsOptions.hostProcess=true',
    'spec.containers[0].securityContext.windowsOptions.hostProcess=true',
  ],
  ['other options of Windows', { spec: { securityContext: { windowsOptions: { runAsUserName: 'x' } } } }],
]);
