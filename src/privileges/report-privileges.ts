import { serviceAccountOf } from './agent-privileges';
import { namespacePrivileges } from './namespace-privileges';
import { platformFindings } from './platform-findings';
import { PlatformAgent, platformAgent } from './platforms/platform-rule';
import { platformsNamed } from './platforms/platforms';
import { PrivilegeReport } from './privilege-report';
import { PrivilegeReportOptions } from './privilege-report-options';
import { kubernetesVersion } from '../kubernetes/kubernetes-version';
import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Manifest, isOfKind } from '../kubernetes/manifest/manifest';
import { serviceAccountGrants } from '../kubernetes/rbac/service-account-grants';

/**
 * Reports what the DaemonSets among the manifests may do.
 *
 * @param manifests all that is deployed together: Namespaces, other workloads and RBAC count too
 * @throws InputError when a field of a DaemonSet that is read has the wrong type, with every fault; Error when the version
 * or a platform is not known
 */
export function reportPrivileges(
  manifests: readonly Manifest[],
  { kubernetesVersion: name, platforms = [] }: PrivilegeReportOptions = {},
): PrivilegeReport {
  const version = kubernetesVersion(name);
  const rules = platformsNamed(platforms).flatMap((platform) => platform.rules);
  const faults: Fault[] = [];
  const roots = manifests.filter((each) => isOfKind(each, 'DaemonSet')).map((each) => Field.of(each, faults));
  roots.forEach((root) => root.required('metadata').required('name'));
  const found = roots
    .map((root) => platformAgent(root, manifests, version))
    .sort((a, b) => (agentKey(a) < agentKey(b) ? -1 : 1));
  throwFaults(distinct(faults));
  const agents = found.map(({ privileges }) => privileges);
  const names = [...new Set(agents.map(({ namespace }) => namespace))];
  const namespaces = names.map((namespace) =>
    namespacePrivileges(
      namespace,
      agents.filter((agent) => agent.namespace === namespace),
      manifests,
      version,
    ),
  );
  return PrivilegeReport._of({
    apiVersion: 'cdk8s-node-agents/v1alpha1',
    kind: 'PrivilegeReport',
    kubernetesVersion: version.name,
    agents,
    namespaces: namespaces.map(({ namespace }) => namespace),
    findings: [
      ...namespaces.flatMap(({ findings }) => findings),
      ...found.flatMap((agent) => platformFindings(agent, rules)),
    ],
    assumptions: assumptionsOf(roots, manifests),
  });
}

// A NUL sorts before every character that a name may have.
function agentKey({ privileges: { namespace, name } }: PlatformAgent): string {
  return `${namespace}\0${name}`;
}

/** A field that is read for several questions tells of its fault as often. */
function distinct(faults: readonly Fault[]): Fault[] {
  return [
    ...new Map(faults.map((fault) => [`${fault.file} ${fault.object} ${fault.field} ${fault.rule}`, fault])).values(),
  ];
}

function assumptionsOf(roots: readonly Field[], manifests: readonly Manifest[]): string[] {
  const unknown = roots.flatMap((root) => {
    const account = serviceAccountOf(root);
    return serviceAccountGrants(account, manifests).unknownRoles.map(
      (role) =>
        `${role} is bound to service account ${account.namespace}/${account.name} and not among the manifests: what it allows is not told.`,
    );
  });
  return [...new Set(unknown)].sort();
}
