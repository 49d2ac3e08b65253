import { LintRule } from '../rule';

export const bestEffort: LintRule = {
  id: 'best-effort',
  severity: 'warning',
  title: 'The agent requests nothing.',
  why:
    'Without requests the scheduler and node autoscalers count nothing for the agent, and the kubelet evicts it ' +
    'first when memory runs short, which is when its logs and metrics are wanted.',
  see: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/', 'kubernetes/kubernetes#65240'],
  check: ({ planned: { footprint } }) =>
    ['cpu', 'memory'].every((resource) => !footprint.requests.get(resource))
      ? [
          {
            message: 'no container requests cpu or memory: its pods are BestEffort',
            fix: 'write what it uses, such as resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}',
          },
        ]
      : [],
};
