import { privilegedContainer } from '../../../src/lint/rules/privileged';
import { agent, describeRule } from '../lint-fixture';

describeRule(privilegedContainer, [
  [
    'a collector is privileged: fluent/helm-charts#403',
    { agents: [agent('fluentd', { container: { securityContext: { privileged: true } } })] },
    'fluentd: the container agent may do everything on the node',
  ],
  [
    'only an init container is',
    {
      agents: [
        agent('setup', {
          spec: { initContainers: [{ name: 'mount', image: 'x:1', securityContext: { privileged: true } }] },
        }),
      ],
    },
    'setup: the container mount may do everything on the node',
  ],
  [
    'it says why',
    {
      agents: [
        agent('csi', {
          container: { securityContext: { privileged: true } },
          metadata: { annotations: { 'cdk8s-node-agents/privileged': 'agent: mounts volumes' } },
        }),
      ],
    },
  ],
  ['it is not', { agents: [agent('logs', { container: { securityContext: { runAsUser: 0 } } })] }],
]);
