import { hostPortToString } from '../../kubernetes/host-port';
import { LintRule } from '../rule';
import { listed } from '../words';

export const surgeHostPort: LintRule = {
  id: 'surge-host-port',
  severity: 'error',
  title: 'The agent is replaced by surge and holds a host port.',
  why:
    'With maxSurge the new pod is created while the old one runs. The old one holds the port, so the new one stays ' +
    'Pending on NodePorts, the old one is never deleted, and the rollout never ends. The API server neither refuses ' +
    'nor warns.',
  see: ['kubernetes/kubernetes#106417', 'openkruise/kruise#2361', 'traefik/traefik-helm-chart#645'],
  check: ({ planned, strategy }) => {
    const ports = planned.footprint.hostPorts.map(hostPortToString);
    return strategy.maxSurge > 0 && ports.length > 0
      ? [
          {
            message: `maxSurge is ${strategy.maxSurge} and the pod holds host port ${listed(ports)}: the new pod waits for ever for the old one to release it`,
            fix: 'write updateStrategy.rollingUpdate: {maxSurge: 0, maxUnavailable: 10%}, or give up the host port',
          },
        ]
      : [];
  },
};
