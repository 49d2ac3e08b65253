import { objectName } from './agent-privileges';
import { declaredPolicy, namespaceRefusal } from './namespace-refusal';
import { AgentPrivileges, NamespacePrivileges, PrivilegeFinding, WorkloadLevel } from './privilege-document';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Field } from '../kubernetes/manifest/field';
import { Manifest, isOfKind } from '../kubernetes/manifest/manifest';
import { evaluatePod } from '../kubernetes/pod-security/evaluate-pod';
import { isStricter, levelForAll, PodSecurityLevel, stricterLevel } from '../kubernetes/pod-security/level';
import { NamespacePolicy, podSecurityLabels } from '../kubernetes/pod-security/namespace-policy';
import { podTemplateOf } from '../kubernetes/pod-template';

/** A namespace, and what is wrong with its labels. */
export interface ReportedNamespace {
  readonly namespace: NamespacePrivileges;
  readonly findings: readonly PrivilegeFinding[];
}

/** The Pod Security of a namespace in which these agents live. */
export function namespacePrivileges(
  name: string,
  agents: readonly AgentPrivileges[],
  manifests: readonly Manifest[],
  version: KubernetesVersion,
): ReportedNamespace {
  const inside = workloadsIn(name, manifests);
  const workloads = inside
    .filter(({ manifest }) => !isOfKind(manifest, 'DaemonSet'))
    .map((each) => levelOf(each, version));
  const level = levelForAll([...agents, ...workloads].map((each) => each.level));
  const policy = declaredPolicy(name, manifests);
  const namespace: NamespacePrivileges = {
    name,
    level,
    labels: podSecurityLabels({ enforce: level, audit: stricterLevel(level), warn: level }, `v${version.name}`),
    declaredLabels: policy && Object.fromEntries(policy.labels),
    agents: agents.map((agent) => agent.name).sort(),
    workloads: workloads.sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1)),
  };
  return { namespace, findings: policy ? findingsOf(namespace, policy, inside, version) : [] };
}

interface Workload {
  readonly manifest: Manifest;
  readonly name: string;
  readonly template: Field;
}

function workloadsIn(namespace: string, manifests: readonly Manifest[]): Workload[] {
  return manifests.flatMap((manifest) => {
    const root = Field.of(manifest, []);
    const template = podTemplateOf(manifest, root);
    const object = objectName(root);
    return template && object.namespace === namespace ? [{ manifest, name: object.name, template }] : [];
  });
}

function levelOf({ manifest, name, template }: Workload, version: KubernetesVersion): WorkloadLevel {
  return { kind: manifest.kind, name, level: evaluatePod(template, version.minor).level };
}

function findingsOf(
  { name, level }: NamespacePrivileges,
  policy: NamespacePolicy,
  workloads: readonly Workload[],
  version: KubernetesVersion,
): PrivilegeFinding[] {
  const refused = workloads
    .filter(({ manifest }) => isOfKind(manifest, 'DaemonSet'))
    .flatMap(({ name: daemonSet, template }) => {
      const refusal = namespaceRefusal(template, name, policy, version.minor);
      return refusal
        ? [{ rule: 'pod-security-level', severity: 'error' as const, namespace: name, daemonSet, ...refusal }]
        : [];
    })
    .sort((a, b) => (a.daemonSet < b.daemonSet ? -1 : 1));
  const mistyped = policy.faults.map(({ label, value, rule }) => ({
    rule: 'pod-security-value',
    severity: 'error' as const,
    namespace: name,
    message: `the label ${label} of Namespace ${name} is ${value}: it ${rule}; the API server refuses the Namespace`,
    fix: `write a value that it may have${label.endsWith('/enforce') ? `, such as ${level}` : ''}`,
  }));
  const lax = refused.length + mistyped.length === 0 ? laxFinding(name, level, policy) : [];
  return [...refused, ...mistyped, ...lax];
}

/** Labels that say nothing, or less than they could. */
function laxFinding(namespace: string, level: PodSecurityLevel, { enforce }: NamespacePolicy): PrivilegeFinding[] {
  const fix = `write the label pod-security.kubernetes.io/enforce: ${level}`;
  if (enforce === undefined) {
    return [
      {
        rule: 'pod-security-unset',
        severity: level === 'privileged' ? 'warning' : 'info',
        namespace,
        message: `Namespace ${namespace} enforces no Pod Security level: the cluster's default decides whether its pods are refused`,
        fix,
      },
    ];
  }
  const message = `Namespace ${namespace} enforces ${enforce}, and everything in it passes ${level}`;
  return isStricter(level, enforce) ? [{ rule: 'pod-security-lax', severity: 'info', namespace, message, fix }] : [];
}
