import { podSecurityLevel } from '../../../src/lint/rules/pod-security-level';
import { agent, describeRule } from '../lint-fixture';

const namespace = (labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'agents', labels },
});
const exporter = agent('exporter', { spec: { hostPID: true } });

describeRule(podSecurityLevel, [
  [
    'a namespace that enforces baseline refuses host PID: prometheus-community/helm-charts#6148',
    { agents: [exporter], beside: [namespace({ 'pod-security.kubernetes.io/enforce': 'baseline' })] },
    'exporter: Namespace agents enforces Pod Security baseline:latest, which refuses its pods: host namespaces (spec.hostPID: true)',
  ],
  [
    'restricted refuses what says nothing: kube-logging/logging-operator#1945',
    { agents: [agent('logs')], beside: [namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' })] },
    'logs: Namespace agents enforces Pod Security restricted:latest, which refuses its pods: allowPrivilegeEscalation != false ' +
      '(spec.containers[0].securityContext.allowPrivilegeEscalation: not set); unrestricted capabilities ' +
      '(spec.containers[0].securityContext.capabilities.drop: not set); runAsNonRoot != true ' +
      '(spec.containers[0].securityContext.runAsNonRoot: not set); seccompProfile (spec.containers[0].securityContext.seccompProfile.type: not set)',
  ],
  [
    'a namespace that enforces what the agent needs',
    { agents: [exporter], beside: [namespace({ 'pod-security.kubernetes.io/enforce': 'privileged' })] },
  ],
  [
    'a namespace that only warns',
    { agents: [exporter], beside: [namespace({ 'pod-security.kubernetes.io/warn': 'baseline' })] },
  ],
  ['no Namespace among the manifests', { agents: [exporter] }],
]);
