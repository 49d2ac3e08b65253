import { containerPrivileges } from './container-privileges';
import { hostPathAccess, reachedSockets } from './host-path-access';
import { AgentPrivileges, HostPortUse } from './privilege-document';
import { sensitivePermissions } from './sensitive-permissions';
import { hostPorts } from '../kubernetes/host-port';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { evaluatePod } from '../kubernetes/pod-security/evaluate-pod';
import { ServiceAccount, serviceAccountGrants } from '../kubernetes/rbac/service-account-grants';
import { readPodSpec } from '../kubernetes/read-pod-spec';

/** What a DaemonSet may do to its nodes, and by the roles among the manifests to the cluster. */
export function agentPrivileges(
  root: Field,
  manifests: readonly Manifest[],
  version: KubernetesVersion,
): AgentPrivileges {
  const { namespace, name } = objectName(root);
  const template = root.get('spec').get('template');
  const spec = template.get('spec');
  const { level, baseline, restricted } = evaluatePod(template, version.minor);
  const hostPaths = hostPathAccess(spec);
  const account = serviceAccountOf(root);
  return {
    namespace,
    name,
    level,
    baselineViolations: baseline,
    restrictedViolations: restricted,
    hostNamespaces: ['hostNetwork', 'hostPID', 'hostIPC'].filter((each) => spec.get(each).boolean() === true),
    hostUsers: spec.get('hostUsers').boolean() ?? true,
    containers: containerPrivileges(spec),
    hostPaths,
    sockets: reachedSockets(hostPaths),
    hostPorts: hostPortsOf(spec, version),
    serviceAccount: account.name,
    permissions: sensitivePermissions(serviceAccountGrants(account, manifests).grants),
  };
}

/** Name and namespace of an object. */
export function objectName(root: Field): { namespace: string; name: string } {
  const metadata = root.get('metadata');
  return { namespace: metadata.get('namespace').string() || 'default', name: metadata.get('name').string() ?? '' };
}

/** The service account that the pods of a workload run as. */
export function serviceAccountOf(root: Field): ServiceAccount {
  const spec = root.get('spec').get('template').get('spec');
  const name = spec.get('serviceAccountName').string() || spec.get('serviceAccount').string() || 'default';
  return { namespace: objectName(root).namespace, name };
}

function hostPortsOf(spec: Field, version: KubernetesVersion): HostPortUse[] {
  const uses = hostPorts(readPodSpec(spec, new Map()), version).map(({ port, protocol, hostIP }) => ({
    port,
    protocol,
    hostIp: hostIP,
  }));
  const order = ({ port, protocol, hostIp }: HostPortUse) => `${String(port).padStart(5, '0')} ${protocol} ${hostIp}`;
  const distinct = new Map(uses.map((use) => [order(use), use]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}
