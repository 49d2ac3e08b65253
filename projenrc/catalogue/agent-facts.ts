import { App, Chart } from 'cdk8s';
import { CatalogueAgent, idOf } from '../../examples/catalogue/catalogue-agent';
import { AgentPrivileges, PrivilegeReporter } from 'cdk8s-node-agents';

/** An agent of the catalogue as it is by default: its construct, what it synthesizes to, and what that may do. */
export interface AgentFacts {
  /** The class of its construct, such as `LogCollector`. */
  readonly role: string;
  readonly manifests: any[];
  readonly daemonSet: any;
  readonly pod: any;
  readonly privileges: AgentPrivileges;
  /** Verbs by resource, in every namespace or its own. */
  readonly permissions: Map<string, Set<string>>;
  /** ClusterRoles that it is bound to and does not bring. */
  readonly clusterRoles: string[];
}

/** What an agent is, composed by itself. */
export function factsOf(agent: CatalogueAgent, namespace: string): AgentFacts {
  const chart = new Chart(new App(), 'catalogue', { namespace });
  const construct = agent.compose(chart, idOf(agent));
  const manifests: any[] = chart.toJson();
  const daemonSet = manifests.find(({ kind }) => kind === 'DaemonSet');
  const own = manifests.filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role');
  return {
    role: construct.constructor.name,
    manifests,
    daemonSet,
    pod: daemonSet.spec.template.spec,
    privileges: PrivilegeReporter.report(manifests).agents[0],
    permissions: permissionsOf(own.flatMap(({ rules }) => rules)),
    clusterRoles: manifests
      .filter(({ kind, roleRef }) => kind === 'ClusterRoleBinding' && !own.some((role) => isNamed(role, roleRef)))
      .map(({ roleRef }) => roleRef.name),
  };
}

function isNamed(role: any, reference: any): boolean {
  return role.kind === reference.kind && role.metadata.name === reference.name;
}

function permissionsOf(rules: any[]): Map<string, Set<string>> {
  const verbsBy = new Map<string, Set<string>>();
  for (const { resources = [], nonResourceURLs = [], verbs } of rules) {
    for (const resource of [...resources, ...nonResourceURLs]) {
      verbsBy.set(resource, new Set([...(verbsBy.get(resource) ?? []), ...verbs]));
    }
  }
  return verbsBy;
}
