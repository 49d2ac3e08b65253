import { isExplained } from '../privilege-reason';
import { LintRule } from '../rule';

export const hostPid: LintRule = {
  id: 'host-pid',
  severity: 'info',
  title: 'The agent sees every process of the node.',
  why:
    'With hostPID the agent can read the environment and the arguments of every process, secrets among them, and ' +
    'signal those of its user. Mounting /proc of the node is enough for metrics. Pod Security allows it at level ' +
    'privileged only.',
  see: [
    'prometheus-community/helm-charts#6148',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  check: (agent) =>
    agent.manifest.hostPid && !isExplained(agent)
      ? [
          {
            message: 'hostPID is true: it sees every process of the node',
            fix: 'leave hostPID out and mount /proc of the node read-only; or say why in the annotation cdk8s-node-agents/privileged',
          },
        ]
      : [],
};
