import { isExplained } from '../privilege-reason';
import { LintRule } from '../rule';
import { listed } from '../words';

export const privilegedContainer: LintRule = {
  id: 'privileged',
  severity: 'info',
  title: 'A container is privileged, and nothing says why.',
  why:
    'A privileged container has every capability and device of the node: whoever takes it over has the node. Its ' +
    'namespace must allow the Pod Security level privileged, and managed platforms refuse it. Most agents need less: ' +
    'a few capabilities, or a device.',
  see: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'fluent/helm-charts#403',
    'DataDog/helm-charts#549',
    'grafana/loki#1813',
  ],
  check: (agent) => {
    const { containers } = agent.manifest;
    const privileged = containers.filter((container) => container.privileged).map(({ name }) => name);
    return privileged.length > 0 && !isExplained(agent)
      ? [
          {
            message: `${privileged.length > 1 ? 'the containers' : 'the container'} ${listed(privileged)} may do everything on the node`,
            fix: 'write securityContext: {capabilities: {drop: [ALL], add: [what it needs]}}; or say why in the annotation cdk8s-node-agents/privileged',
          },
        ]
      : [];
  },
};
