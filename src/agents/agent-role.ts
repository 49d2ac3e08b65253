import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { AgentBlueprint } from './agent-blueprint';
import { AgentIdentity } from './agent-identity';
import type { NodeAgentContainerProps } from './node-agent-container-props';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import type { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import type { NodeAgentProps } from './node-agent-props';

/** What a role decides about the pods of every product of its kind. */
export type RoleDefaults = Pick<NodeAgentDaemonSetProps, 'tolerations' | 'priorityClass' | 'hostNetwork' | 'hostPid'>;

/** An agent with all that belongs to it: the DaemonSet, its account and permissions, its configuration, its Service. */
export class AgentRole {
  public readonly daemonSet: NodeAgentDaemonSet;
  public readonly serviceAccount: kplus.IServiceAccount;
  public readonly clusterRole?: kplus.ClusterRole;
  public readonly configMap?: kplus.IConfigMap;
  public readonly service?: kplus.Service;

  /**
   * @param scope the construct of the role
   * @param role the kind of agent: label `app.kubernetes.io/name`, and so part of the selector
   */
  constructor(
    scope: Construct,
    role: string,
    props: NodeAgentProps,
    defaults: RoleDefaults,
    blueprintOf: (identity: AgentIdentity) => AgentBlueprint,
  ) {
    const identity = new AgentIdentity(scope, role, props);
    const { container, initContainers, configMap, rules = [], metrics } = blueprintOf(identity);
    const { image, imagePullPolicy, resources, privileges, env, ...placement } = props;
    const automountToken = rules.length > 0;

    this.serviceAccount =
      props.serviceAccount ??
      new kplus.ServiceAccount(scope, 'ServiceAccount', { metadata: identity.companion(), automountToken });
    this.daemonSet = new NodeAgentDaemonSet(scope, 'DaemonSet', {
      ...defaults,
      ...withoutUndefined(placement),
      name: role,
      instance: identity.name,
      serviceAccount: this.serviceAccount,
      automountServiceAccountToken: automountToken,
      containers: [wished(container, { image, imagePullPolicy, resources, privileges }, env)],
      initContainers,
    });
    if (automountToken) this.clusterRole = permit(scope, identity, rules, this.serviceAccount);
    this.configMap = configMap;
    if (configMap instanceof kplus.ConfigMap) this.daemonSet.addConfigChecksum(configMap);
    if (metrics) this.service = expose(scope, identity, metrics, this.daemonSet);
  }
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

function permit(
  scope: Construct,
  identity: AgentIdentity,
  rules: kplus.ClusterRolePolicyRule[],
  account: kplus.IServiceAccount,
): kplus.ClusterRole {
  const metadata = identity.clusterCompanion();
  const role = new kplus.ClusterRole(scope, 'ClusterRole', { metadata, rules });
  const binding = new kplus.ClusterRoleBinding(scope, 'ClusterRoleBinding', { metadata, role });
  binding.addSubjects(account);
  [role, binding].forEach(withoutNamespace);
  return role;
}

/** cdk8s writes the namespace of the chart into every object, and these have none. */
function withoutNamespace(object: Construct): void {
  const apiObject = ApiObject.of(object);
  if (apiObject.metadata.namespace) apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}

/** Headless: whoever scrapes wants every node, not one of them. */
function expose(
  scope: Construct,
  identity: AgentIdentity,
  { port, path }: { readonly port: number; readonly path: string },
  daemonSet: NodeAgentDaemonSet,
): kplus.Service {
  const annotations = {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(port),
    'prometheus.io/path': path,
  };
  return new kplus.Service(scope, 'Service', {
    metadata: { ...identity.companion(), annotations },
    clusterIP: 'None',
    selector: daemonSet,
    ports: [{ name: 'metrics', port, targetPort: port }],
  });
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
