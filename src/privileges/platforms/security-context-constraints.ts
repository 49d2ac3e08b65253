import { PlatformAgent } from './platform-rule';
import { securityContexts } from '../../kubernetes/pod-security/policy-pod';

/** What one of OpenShift's own SecurityContextConstraints allows, as far as it decides on agents. */
export interface Constraint {
  readonly name: string;
  /** Of `hostNetwork`, `hostPorts`, `hostPID`, `hostIPC`, `hostPath`, `privileged`, `escalation`. */
  readonly allows: readonly string[];
  /** Capabilities that may be added; `*` for any. */
  readonly capabilities: readonly string[];
  /** `range`: a number that OpenShift gives the namespace, and no other; `nonRoot`: any but 0; `any`. */
  readonly user: 'range' | 'nonRoot' | 'any';
  /** Seccomp profiles that may be named; `*` for any. */
  readonly seccomp: readonly string[];
  /** Whether SELinux options may be set. */
  readonly seLinux: boolean;
}

const HOST = ['hostNetwork', 'hostPorts', 'hostPID', 'hostIPC', 'hostPath'];
const DEFAULT_SECCOMP = ['RuntimeDefault'];

/**
 * The constraints that every OpenShift has, the one that allows least first. The first may be used by every pod, the
 * others by service accounts that are bound to them.
 *
 * @see https://github.com/openshift/cluster-kube-apiserver-operator/tree/main/bindata/bootkube/scc-manifests
 * @see https://github.com/openshift/cluster-monitoring-operator/blob/main/assets/node-exporter/security-context-constraints.yaml
 */
export const CONSTRAINTS: readonly Constraint[] = [
  constraint('restricted-v2', [], { capabilities: ['NET_BIND_SERVICE'], seccomp: DEFAULT_SECCOMP }),
  constraint('nonroot-v2', [], { capabilities: ['NET_BIND_SERVICE'], seccomp: DEFAULT_SECCOMP, user: 'nonRoot' }),
  constraint('hostnetwork-v2', ['hostNetwork', 'hostPorts'], {
    capabilities: ['NET_BIND_SERVICE'],
    seccomp: DEFAULT_SECCOMP,
  }),
  constraint('anyuid', ['escalation'], { user: 'any' }),
  constraint('hostnetwork', ['hostNetwork', 'hostPorts', 'escalation']),
  constraint('hostmount-anyuid', ['hostPath', 'escalation'], { user: 'any' }),
  constraint('hostmount-anyuid-v2', ['hostPath', 'escalation'], { user: 'any', seLinux: true }),
  constraint('hostaccess', [...HOST, 'escalation']),
  constraint('node-exporter', ['hostNetwork', 'hostPorts', 'hostPID', 'hostPath', 'privileged', 'escalation'], {
    user: 'any',
    seccomp: DEFAULT_SECCOMP,
    seLinux: true,
  }),
  constraint('privileged', [...HOST, 'privileged', 'escalation'], {
    capabilities: ['*'],
    user: 'any',
    seccomp: ['*'],
    seLinux: true,
  }),
];

function constraint(name: string, allows: readonly string[], more: Partial<Constraint> = {}): Constraint {
  return { name, allows, capabilities: [], user: 'range', seccomp: [], seLinux: false, ...more };
}

/** What a constraint refuses of an agent; empty when it admits it. */
export function refusedBy(
  { allows, capabilities, user, seccomp, seLinux }: Constraint,
  agent: PlatformAgent,
): string[] {
  const contexts = securityContexts(agent.pod);
  const { containers } = agent.privileges;
  const within = (allowed: readonly string[], value: string) => allowed.includes('*') || allowed.includes(value);
  const profiles = contexts.flatMap((context) => context.get('seccompProfile').get('type').string() ?? []);
  return [
    ...asked(agent).filter((each) => !allows.includes(each)),
    ...distinct(containers.flatMap((each) => each.addedCapabilities))
      .filter((capability) => !within(capabilities, capability))
      .map((capability) => `capability ${capability}`),
    ...distinct(containers.flatMap(({ runAsUser }) => runAsUser ?? []))
      .filter((number) => user === 'range' || (user === 'nonRoot' && number === 0))
      .map((number) => `runAsUser ${number}`),
    ...distinct(profiles)
      .filter((profile) => !within(seccomp, profile))
      .map((profile) => `seccompProfile ${profile}`),
    ...(!seLinux && contexts.some((context) => context.get('seLinuxOptions').present) ? ['seLinuxOptions'] : []),
  ];
}

function asked({ privileges, pod }: PlatformAgent): string[] {
  const { hostNamespaces, hostPorts, hostPaths, containers } = privileges;
  const escalates = pod.containers.some(
    ({ securityContext }) => securityContext.get('allowPrivilegeEscalation').value === true,
  );
  return [
    ...hostNamespaces,
    ...(hostPorts.length > 0 ? ['hostPorts'] : []),
    ...(hostPaths.length > 0 ? ['hostPath'] : []),
    ...(containers.some(({ privileged }) => privileged) ? ['privileged'] : []),
    ...(escalates ? ['escalation'] : []),
  ];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
