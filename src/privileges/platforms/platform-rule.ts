import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Labels } from '../../kubernetes/label-selector';
import { Field } from '../../kubernetes/manifest/field';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { NamespacePolicy } from '../../kubernetes/pod-security/namespace-policy';
import { PolicyPod, policyPod } from '../../kubernetes/pod-security/policy-pod';
import { ServiceAccountGrants, serviceAccountGrants } from '../../kubernetes/rbac/service-account-grants';
import { agentPrivileges, serviceAccountOf } from '../agent-privileges';
import { declaredPolicy } from '../namespace-refusal';
import { AgentPrivileges } from '../privilege-document';

/** An agent as a platform looks at it. */
export interface PlatformAgent {
  readonly privileges: AgentPrivileges;
  /** Annotations of the DaemonSet. */
  readonly annotations: Labels;
  readonly pod: PolicyPod;
  /** What its Namespace says of Pod Security. @default - no manifest is its Namespace */
  readonly policy?: NamespacePolicy;
  /** What its service account may do. */
  readonly account: ServiceAccountGrants;
  readonly manifests: readonly Manifest[];
}

/** What a rule has to say of one agent. */
export interface PlatformRemark {
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Something that a platform forbids, or does not have. */
export interface PlatformRule {
  /** Identifier, which begins with the name of the platform. */
  readonly id: string;
  /** `error`: the platform refuses it. `warning`: it fails sooner or later. `info`: worth knowing. */
  readonly severity: 'error' | 'warning' | 'info';
  /** What the rule finds, as one sentence. */
  readonly title: string;
  /** What the platform does about it, and what people see. */
  readonly why: string;
  /** Issues as `owner/repository#number`, or pages. */
  readonly see: readonly string[];
  readonly check: (agent: PlatformAgent) => PlatformRemark[];
}

/** A platform with the rules that hold on its nodes. */
export interface Platform {
  /** What it is chosen by, such as `gke-autopilot`. */
  readonly name: string;
  /** What it is called. */
  readonly title: string;
  readonly rules: readonly PlatformRule[];
}

/** Reads a DaemonSet as a platform looks at it. */
export function platformAgent(root: Field, manifests: readonly Manifest[], version: KubernetesVersion): PlatformAgent {
  const privileges = agentPrivileges(root, manifests, version);
  return {
    privileges,
    annotations: root.get('metadata').get('annotations').strings(),
    pod: policyPod(root.get('spec').get('template')),
    policy: declaredPolicy(privileges.namespace, manifests),
    account: serviceAccountGrants(serviceAccountOf(root), manifests),
    manifests,
  };
}
