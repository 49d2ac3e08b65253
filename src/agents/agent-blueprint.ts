import type * as kplus from 'cdk8s-plus-28';
import type { NodeAgentContainerProps } from './node-agent-container-props';

/** What a product brings into its role: everything but where it runs. */
export interface AgentBlueprint {
  readonly container: NodeAgentContainerProps & { readonly name: string };
  readonly initContainers?: NodeAgentContainerProps[];
  /** The configuration the agent reads at start. */
  readonly configMap?: kplus.IConfigMap;
  /** What the agent asks of the API server. Without any it gets no token. */
  readonly rules?: kplus.ClusterRolePolicyRule[];
  /** Where the agent is scraped. */
  readonly metrics?: { readonly port: number; readonly path: string };
}
