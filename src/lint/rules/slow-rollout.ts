import { LintRule } from '../rule';
import { count } from '../words';

/** Waves of a rollout that a team still watches to its end; the default budget of 10% makes ten of them. */
const MANY_WAVES = 30;

export const slowRollout: LintRule = {
  id: 'slow-rollout',
  severity: 'info',
  title: 'A rollout takes many waves.',
  why:
    'Unless something else is written, maxUnavailable is 1. Each wave waits for pods to stop, to start and to become ' +
    'ready, so a fleet of sixty nodes takes the better part of an hour, and tools that wait for it give up.',
  see: [
    'kubernetes-sigs/secrets-store-csi-driver#361',
    'openshift/cluster-dns-operator#217',
    'kubernetes-sigs/node-feature-discovery#2586',
  ],
  check: ({ strategy: { type, maxUnavailable, maxSurge }, wanted }) => {
    const budget = Math.max(maxUnavailable, maxSurge);
    const waves = Math.ceil(wanted / Math.max(1, budget));
    const field = maxSurge > 0 ? 'maxSurge' : 'maxUnavailable';
    return type === 'RollingUpdate' && waves > MANY_WAVES
      ? [
          {
            message: `${field} comes to ${budget}: a rollout over ${count(wanted, 'node')} takes ${waves} waves, one after the other`,
            fix: `write ${field}: 10%`,
          },
        ]
      : [];
  },
};
