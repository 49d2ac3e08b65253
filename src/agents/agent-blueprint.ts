import type * as kplus from 'cdk8s-plus-28';
import type { RoleDefaults } from './agent-role';
import type { NodeAgentContainerProps } from './node-agent-container-props';
import type { Reach } from './reach';
import type { MetricsEndpoint } from './service-monitor';

/** What a product brings into its role: what runs, and what that asks of its node and of the API server. */
export interface AgentBlueprint {
  readonly container: NodeAgentContainerProps & { readonly name: string };
  /** Whether it is made for Windows, which it must be where the identity says that the nodes run it. */
  readonly forWindows?: boolean;
  /** Containers beside it. What users wish of an agent is of the first; those of the same image follow its image. */
  readonly sidecars?: NodeAgentContainerProps[];
  readonly initContainers?: NodeAgentContainerProps[];
  /** Labels of the pods by which others find them. They are no part of the selector. */
  readonly podLabels?: Record<string, string>;
  /** What the product needs otherwise than its role has it. */
  readonly defaults?: RoleDefaults;
  /** The configuration the agent reads at start. */
  readonly configMap?: kplus.IConfigMap;
  /** ClusterRoles that exist, which the agent is bound to. */
  readonly clusterRoles?: string[];
  /** What the agent asks of the API server, in all namespaces. Without any rule or role it gets no token. */
  readonly rules?: kplus.ClusterRolePolicyRule[];
  /** What it asks of the API server in one namespace. */
  readonly namespacedRules?: kplus.RolePolicyRule[];
  /** The namespace of these, where the agent knows no other. Its own unless said otherwise. */
  readonly rulesNamespace?: string;
  /** Ports that others reach it by, beside that of its metrics. */
  readonly serves?: kplus.ContainerPort[];
  /** Where the agent is scraped. */
  readonly metrics?: MetricsEndpoint;
  /** How it is reached unless its user says otherwise. */
  readonly reach?: Reach;
}
