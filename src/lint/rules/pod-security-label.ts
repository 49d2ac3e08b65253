import { LintRule } from '../rule';

export const podSecurityLabel: LintRule = {
  id: 'pod-security-label',
  severity: 'warning',
  title: 'A Pod Security label stands on the pod.',
  why:
    'Pod Security reads the labels of the Namespace. On a pod the label does nothing: the pod is refused all the ' +
    'same, which shows in an event of the DaemonSet only.',
  see: [
    'prometheus-community/helm-charts#4837',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  check: ({ manifest, planned }) =>
    [...manifest.podLabels]
      .filter(([key]) => key.startsWith('pod-security.kubernetes.io/'))
      .map(([key, value]) => ({
        message: `the pod template carries the label ${key}=${value}, which counts on a Namespace only`,
        fix: `write the label into the metadata of Namespace ${planned.daemonSet.namespace}`,
      })),
};
