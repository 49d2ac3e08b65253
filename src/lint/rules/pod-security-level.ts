import { Field } from '../../kubernetes/manifest/field';
import { declaredPolicy, namespaceRefusal } from '../../privileges/namespace-refusal';
import { LintRule } from '../rule';

export const podSecurityLevel: LintRule = {
  id: 'pod-security-level',
  severity: 'error',
  title: 'The Namespace enforces a Pod Security level that refuses the pods of the agent.',
  why:
    'The DaemonSet is accepted, and the API server refuses each of its pods: none is created, and nothing tells of it but ' +
    'an event of the DaemonSet, FailedCreate. What the report on privileges says of the agent is the level it needs.',
  see: [
    'kubernetes-sigs/node-feature-discovery-operator#156',
    'kube-logging/logging-operator#1945',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  check: ({ planned }, { manifests, placement }) => {
    const { namespace, manifest } = planned.daemonSet;
    const policy = declaredPolicy(namespace, manifests);
    const template = Field.of(manifest, []).get('spec').get('template');
    const refusal = policy && namespaceRefusal(template, namespace, policy, placement.version.minor);
    return refusal ? [refusal] : [];
  },
};
