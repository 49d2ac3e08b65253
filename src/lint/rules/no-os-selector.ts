import { LintAgent, nodeAlternatives } from '../lint-agent';
import { LintRule } from '../rule';

export const noOsSelector: LintRule = {
  id: 'no-os-selector',
  severity: 'warning',
  title: 'The agent takes nodes of every operating system.',
  why:
    'Without a requirement on kubernetes.io/os the agent is created on the first Windows node that joins, where its ' +
    'image cannot be pulled. The field spec.os only lets the API server check the pod; it keeps no pod from any ' +
    'node.',
  see: ['prometheus-community/helm-charts#3190', 'kaito-project/kaito#2065', 'kuberhealthy/kuberhealthy#546'],
  check: (agent) =>
    takesAnySystem(agent)
      ? [
          {
            message: 'no nodeSelector and no node affinity says which operating system it is for',
            fix: 'add nodeSelector: {kubernetes.io/os: linux}',
          },
        ]
      : [],
};

/** Whether some alternative asks for no label at all: one that does is for nodes that somebody chose. */
function takesAnySystem(agent: LintAgent): boolean {
  const { nodeName } = agent.planned.daemonSet.template.spec;
  return (
    nodeName === undefined &&
    nodeAlternatives(agent).some(
      (requirements) =>
        !requirements.some(
          ({ key, operator }) => key === 'kubernetes.io/os' || operator === 'In' || operator === 'Exists',
        ),
    )
  );
}
