import { LintRule } from '../rule';

export const missingProbes: LintRule = {
  id: 'missing-probes',
  severity: 'info',
  title: 'Nothing tells whether a new pod works: there is no readiness probe and no minReadySeconds.',
  why:
    'A pod without a readiness probe is available as soon as its processes run. A rollout of a version that starts ' +
    'and does nothing goes on to the last node; with a probe it stops at the budget.',
  see: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'kubernetes/kubernetes#123232',
  ],
  check: ({ manifest, strategy, minReadySeconds }) => {
    const containers = manifest.containers.filter(({ init }) => !init);
    return strategy.type === 'RollingUpdate' &&
      minReadySeconds === 0 &&
      !containers.some(({ readinessProbe }) => readinessProbe)
      ? [
          {
            message: `no container has a readinessProbe: a broken version rolls out to all nodes (${containers.map(({ name }) => name).join(', ')})`,
            fix: 'write a readinessProbe, such as {httpGet: {path: /healthz, port: metrics}}, or minReadySeconds: 30 at the least',
          },
        ]
      : [];
  },
};
