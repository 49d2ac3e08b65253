import { hostPortToString, hostPortsConflict } from '../../kubernetes/host-port';
import { LintRule } from '../rule';

export const platformPort: LintRule = {
  id: 'platform-port',
  severity: 'error',
  title: 'The agent wants a port that the platform itself holds on every node.',
  why:
    'The scheduler knows the ports of pods only. Where a process of the node holds the port, the pod is scheduled, ' +
    'its process cannot bind, and it crashes for ever. The ports of the kubelet always count; others are declared.',
  see: ['dell/csm#1783', 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/'],
  check: ({ planned }, { platformPorts }) =>
    planned.footprint.hostPorts.flatMap((port) =>
      platformPorts
        .filter((held) =>
          hostPortsConflict(port, { port: held.port, protocol: held.protocol ?? 'TCP', hostIP: '0.0.0.0' }),
        )
        .map((held) => ({
          message: `wants host port ${hostPortToString(port)}, which ${held.usedBy} holds on every node`,
          fix: 'give the agent another port',
        })),
    ),
};
