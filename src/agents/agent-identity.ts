import { ApiObjectMetadata, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { kebabCase } from './kebab-case';
import type { NodeAgentProps } from './node-agent-props';

/** What an agent and its companions are called: readable, and the same in every synth. */
export class AgentIdentity {
  /** Name of the DaemonSet. */
  public readonly name: string;
  /** Namespace of the agent, if the chart or the metadata says one. */
  public readonly namespace?: string;
  private readonly labels: Record<string, string>;

  constructor(scope: Construct, role: string, { metadata }: NodeAgentProps) {
    this.name = metadata?.name ?? kebabCase(scope.node.id);
    this.namespace = metadata?.namespace || Chart.of(scope).namespace || undefined;
    this.labels = { 'app.kubernetes.io/name': role, 'app.kubernetes.io/instance': this.name };
  }

  /** Metadata of a companion in the namespace of the agent. */
  public companion(suffix?: string): ApiObjectMetadata {
    const name = suffix ? `${this.name}-${suffix}` : this.name;
    return { name, namespace: this.namespace, labels: this.labels };
  }

  /** Metadata of a companion outside any namespace, where agents of all namespaces share one space of names. */
  public clusterCompanion(suffix?: string): ApiObjectMetadata {
    return { name: [this.namespace, this.name, suffix].filter(Boolean).join('-'), labels: this.labels };
  }
}
