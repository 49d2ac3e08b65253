import { nonRootLogs } from '../../../src/lint/rules/non-root-logs';
import { agent, describeRule, hostMount } from '../lint-fixture';

const reader = (securityContext: object, ofPod: object = {}, more: object = {}) => {
  const { container, spec } = hostMount('/var/log', 'Directory', { readOnly: true });
  return agent('collector', {
    container: { ...container, securityContext },
    spec: { ...spec, securityContext: ofPod, ...more },
  });
};
const prepare = (user: number) => ({
  initContainers: [
    {
      name: 'acl',
      image: 'registry.example/acl:1',
      securityContext: { runAsUser: user },
      volumeMounts: [{ name: 'host', mountPath: '/logs' }],
    },
  ],
});

describeRule(nonRootLogs, [
  [
    'the container runs as its own user: splunk-otel-collector-chart#887',
    { agents: [reader({ runAsUser: 20000, runAsGroup: 20000 })] },
    'collector: container agent reads /var/log as user 20000',
  ],
  [
    'the pod says so, and fsGroup does not help: loki#1813',
    { agents: [reader({}, { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 })] },
    'collector: container agent reads /var/log as user 10001',
  ],
  [
    'the init container is no more than the collector is',
    { agents: [reader({ runAsUser: 20000, runAsGroup: 20000 }, {}, prepare(20000))] },
    'collector: container agent reads /var/log as user 20000',
  ],
  [
    'an init container of root opens the files',
    { agents: [reader({ runAsUser: 20000, runAsGroup: 20000 }, {}, prepare(0))] },
  ],
  ['it runs as root without capabilities', { agents: [reader({ runAsUser: 0, capabilities: { drop: ['ALL'] } })] }],
  ["it is in root's group, which may read them", { agents: [reader({ runAsUser: 10001, runAsGroup: 0 })] }],
  [
    "root's group is among its groups",
    { agents: [reader({ runAsUser: 1, runAsGroup: 1 }, { supplementalGroups: [0] })] },
  ],
  ['its user is up to the image', { agents: [reader({})] }],
  [
    'it mounts something else',
    {
      agents: [
        agent('x', {
          container: {
            ...hostMount('/etc').container,
            securityContext: { runAsUser: 1, runAsGroup: 1 },
          },
          spec: hostMount('/etc').spec,
        }),
      ],
    },
  ],
]);
