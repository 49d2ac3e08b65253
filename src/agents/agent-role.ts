import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { AgentBlueprint } from './agent-blueprint';
import { AgentIdentity } from './agent-identity';
import { asStored } from './as-stored';
import { withoutNamespace } from './cluster-scoped';
import { kebabCase } from './kebab-case';
import type { NodeAgentContainerProps } from './node-agent-container-props';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { NodeSet } from './node-set';
import { Reach } from './reach';
import { ScrapedAgentProps, serviceMonitor } from './service-monitor';
import { TolerationSet } from './toleration-set';

/** What a role, or a product of it, decides about the pods. */
export type RoleDefaults = Pick<
  NodeAgentDaemonSetProps,
  | 'nodes'
  | 'tolerations'
  | 'priorityClass'
  | 'update'
  | 'minReady'
  | 'hostNetwork'
  | 'hostPid'
  | 'dns'
  | 'terminationGracePeriod'
  | 'securityContext'
  | 'runtimeClassName'
  | 'bootstrap'
  | 'silence'
>;

/** An agent with all that belongs to it: the DaemonSet, its account and permissions, its configuration, its Service. */
export class AgentRole {
  public readonly daemonSet: NodeAgentDaemonSet;
  public readonly serviceAccount: kplus.IServiceAccount;
  public readonly clusterRole?: kplus.ClusterRole;
  public readonly configMap?: kplus.IConfigMap;
  public readonly service?: kplus.Service;
  public readonly serviceMonitor?: ApiObject;

  /**
   * @param scope the construct of the role
   * @param role the kind of agent: label `app.kubernetes.io/name`, and so part of the selector
   * @param defaults what holds unless the product, and then the user, says otherwise
   */
  constructor(
    scope: Construct,
    role: string,
    props: ScrapedAgentProps,
    defaults: RoleDefaults,
    blueprintOf: (identity: AgentIdentity) => AgentBlueprint,
  ) {
    const identity = new AgentIdentity(scope, role, props);
    const blueprint = blueprintOf(identity);
    const { container, configMap, podLabels } = blueprint;
    const { clusterRoles = [], rules = [], namespacedRules = [] } = blueprint;
    const { image, imagePullPolicy, resources, privileges, env, serviceMonitor: scrape, ...rest } = props;
    const { reach = blueprint.reach ?? Reach.dns(), ...placement } = rest;
    const nodes = placement.nodes ?? blueprint.defaults?.nodes ?? defaults.nodes;
    const windows = requireSystem(role, nodes, blueprint);
    const automountToken = clusterRoles.length + rules.length + namespacedRules.length > 0;
    const served = servedPorts(blueprint);
    const ownImage: Partial<NodeAgentContainerProps> = withoutUndefined({ image, imagePullPolicy });
    const withImage = (others: NodeAgentContainerProps[] = []) =>
      others.map((other) => (other.image === container.image ? { ...other, ...ownImage } : other));

    this.serviceAccount =
      props.serviceAccount ??
      new kplus.ServiceAccount(scope, 'ServiceAccount', { metadata: identity.companion(), automountToken });
    if (automountToken) requireOwnNamespace(identity, this.serviceAccount, clusterRoles.length + rules.length > 0);
    this.daemonSet = new NodeAgentDaemonSet(scope, 'DaemonSet', {
      ...defaults,
      ...withoutUndefined(blueprint.defaults ?? {}),
      ...(windows && { tolerations: onWindows(blueprint.defaults?.tolerations ?? defaults.tolerations) }),
      ...withoutUndefined(placement),
      silence: { ...defaults.silence, ...blueprint.defaults?.silence, ...props.silence },
      name: role,
      instance: identity.name,
      serviceAccount: this.serviceAccount,
      automountServiceAccountToken: automountToken,
      podMetadata: { ...props.podMetadata, labels: { ...podLabels, ...props.podMetadata?.labels } },
      containers: [
        wished(container, { image, imagePullPolicy, resources, privileges }, env),
        ...withImage(blueprint.sidecars),
      ].map((each) => published(each, served, reach)),
      initContainers: withImage(blueprint.initContainers),
    });
    for (const name of clusterRoles) {
      bind(scope, identity, kplus.ClusterRole.fromClusterRoleName(scope, name, name), this.serviceAccount);
    }
    if (rules.length > 0) this.clusterRole = permit(scope, identity, rules, this.serviceAccount);
    if (namespacedRules.length > 0) {
      permitInNamespace(scope, identity, namespacedRules, this.serviceAccount, blueprint.rulesNamespace);
    }
    this.configMap = configMap;
    if (configMap instanceof kplus.ConfigMap) this.daemonSet.addConfigChecksum(configMap);
    this.service = reach._service(scope, serviceMetadata(identity, blueprint), this.daemonSet, served);
    if (scrape) {
      this.serviceMonitor = serviceMonitor(scope, identity.companion(), scrape, blueprint.metrics, !!this.service);
    }
  }
}

/**
 * Whether the agent is on Windows nodes.
 *
 * @throws if it is made for another operating system than some of its nodes have
 */
function requireSystem(role: string, nodes: NodeSet = NodeSet.linux(), blueprint: AgentBlueprint): boolean {
  const { container, forWindows = false } = blueprint;
  const { os } = nodes._toKube();
  if (os === 'windows' && !forWindows) {
    throw new Error(
      `${role}: nodes are those of Windows, and ${container.name} is made for Linux only, as far as this library knows; ` +
        'leave nodes out, or write a set of Linux nodes such as NodeSet.linux(). docs/catalogue.md says what runs on Windows.',
    );
  }
  if (os !== 'windows' && forWindows) {
    throw new Error(
      `${role}: ${container.name} is made for Windows, and nodes are not those of Windows alone; ` +
        'leave nodes out, or begin the set with NodeSet.windows().',
    );
  }
  if (!os) {
    throw new Error(
      `${role}: nodes may run Linux or Windows, and ${container.name} is made for Linux; ` +
        'write NodeSet.linux().and(...), and another agent for NodeSet.windows() where there is one.',
    );
  }
  return forWindows;
}

/** Windows nodes have a taint of their own, which a set of everything tolerates too. */
function onWindows(tolerations: TolerationSet = TolerationSet.none()): TolerationSet {
  const everything = tolerations._toKube().some(({ key, effect }) => !key && !effect);
  return everything ? tolerations : tolerations.and(TolerationSet.windows());
}

/** What others reach the agent by: its metrics, and what else it serves. */
function servedPorts({ serves = [], metrics }: AgentBlueprint): kplus.ContainerPort[] {
  return metrics ? [{ name: 'metrics', number: metrics.port }, ...serves] : serves;
}

function published(
  container: NodeAgentContainerProps,
  served: kplus.ContainerPort[],
  reach: Reach,
): NodeAgentContainerProps {
  const numbers = served.map(({ number }) => number);
  const ports = container.ports?.map((port) => (numbers.includes(port.number) ? reach._port(port) : port));
  return { ...container, ports };
}

/** The container of a blueprint, with its user's wishes on top. */
function wished(
  container: NodeAgentContainerProps,
  wishes: Partial<NodeAgentContainerProps>,
  env: Record<string, kplus.EnvValue> = {},
): NodeAgentContainerProps {
  const taken = Object.keys(env).filter((name) => container.envVariables?.[name]);
  if (taken.length > 0) {
    throw new Error(`env: ${taken.join(', ')} is set by the role itself; leave it out, or use an option of the role.`);
  }
  return { ...container, ...withoutUndefined(wishes), envVariables: { ...container.envVariables, ...env } };
}

/** A binding names its account with the namespace, and pods run as accounts of their own namespace alone. */
function requireOwnNamespace(
  { name, namespace }: AgentIdentity,
  account: kplus.IServiceAccount,
  inCluster: boolean,
): void {
  const bound = account.toSubjectConfiguration().namespace;
  if (inCluster && !bound) {
    throw new Error(
      `namespace: ${name} asks for permissions in the cluster, and these are bound to an account of a namespace. ` +
        `Give its chart a namespace: new Chart(app, 'agents', { namespace: 'node-agents' }).`,
    );
  }
  if (bound && namespace && bound !== namespace) {
    throw new Error(
      `serviceAccount: ${account.name} is of namespace ${bound}, and ${name} of ${namespace}, where it cannot run as it. ` +
        `Write ServiceAccount.fromServiceAccountName(scope, id, '${account.name}', { namespaceName: '${namespace}' }).`,
    );
  }
}

function permit(
  scope: Construct,
  identity: AgentIdentity,
  rules: kplus.ClusterRolePolicyRule[],
  account: kplus.IServiceAccount,
): kplus.ClusterRole {
  const role = new kplus.ClusterRole(scope, 'ClusterRole', { metadata: identity.clusterCompanion(), rules });
  asStored(role);
  withoutNamespace(role);
  bind(scope, identity, role, account);
  return role;
}

/** @param role one of the agent's own, or one that exists */
function bind(
  scope: Construct,
  identity: AgentIdentity,
  role: kplus.IClusterRole,
  account: kplus.IServiceAccount,
): void {
  const own = role instanceof kplus.ClusterRole;
  const metadata = identity.clusterCompanion(own ? undefined : kebabCase(role.name));
  const id = own ? 'ClusterRoleBinding' : `ClusterRoleBinding-${role.name}`;
  const binding = new kplus.ClusterRoleBinding(scope, id, { metadata, role });
  binding.addSubjects(account);
  asStored(binding);
  withoutNamespace(binding);
}

function permitInNamespace(
  scope: Construct,
  identity: AgentIdentity,
  rules: kplus.RolePolicyRule[],
  account: kplus.IServiceAccount,
  namespace = identity.namespace,
): void {
  const metadata =
    namespace === identity.namespace ? identity.companion() : { ...identity.clusterCompanion(), namespace };
  const role = new kplus.Role(scope, 'Role', { metadata, rules });
  const binding = new kplus.RoleBinding(scope, 'RoleBinding', { metadata, role });
  binding.addSubjects(account);
  [role, binding].forEach(asStored);
}

function serviceMetadata(identity: AgentIdentity, { metrics }: AgentBlueprint): ApiObjectMetadata {
  const annotations = metrics && {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(metrics.port),
    'prometheus.io/path': metrics.path,
    ...(metrics.scheme && { 'prometheus.io/scheme': metrics.scheme }),
  };
  return { ...identity.companion(), annotations };
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
