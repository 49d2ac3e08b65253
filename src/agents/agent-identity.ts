import { ApiObjectMetadata, Chart } from 'cdk8s';
import type { ContainerResources } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { kebabCase } from './kebab-case';
import type { NodeAgentProps } from './node-agent-props';
import { WindowsServer } from './windows-server';

/** What an agent and its companions are called: readable, and the same in every synth. */
export class AgentIdentity {
  /** Name of the DaemonSet. */
  public readonly name: string;
  /** Namespace of the agent, if the chart or the metadata says one. */
  public readonly namespace?: string;
  /** The builds of Windows on its nodes, if those run Windows: none when nothing says which. */
  public readonly windowsBuilds?: string[];
  /** The image that its user wishes for. */
  public readonly image?: string;
  /** The resources that its user wishes for. */
  public readonly resources?: ContainerResources;
  private readonly labels: Record<string, string>;

  constructor(scope: Construct, role: string, { metadata, nodes, image, resources }: NodeAgentProps) {
    this.name = metadata?.name ?? kebabCase(scope.node.id);
    this.namespace = metadata?.namespace || Chart.of(scope).namespace || undefined;
    this.image = image;
    this.resources = resources;
    this.windowsBuilds = nodes?._windowsBuilds();
    this.labels = { 'app.kubernetes.io/name': role, 'app.kubernetes.io/instance': this.name };
  }

  /** A path of its nodes, given as Linux writes it: on Windows the same path of the system drive. */
  public path(linuxPath: string): string {
    return this.windowsBuilds ? `C:${linuxPath.replaceAll('/', '\\')}` : linuxPath;
  }

  /**
   * The image for the one version of Windows Server that its nodes have.
   *
   * @param product what has an image for each version
   * @param images the images by version; those of other versions do not exist
   * @throws if its nodes are of no version, several, or one without an image, and its user wishes for no other image
   */
  public windowsImage(product: string, images: Partial<Record<WindowsServer, string>>): string {
    const known = Object.entries(images);
    const found = known.filter(([build]) => this.windowsBuilds?.includes(build));
    if (this.image) return this.image;
    if (found.length === 1 && this.windowsBuilds?.length === 1) return found[0][1];
    const versions = Object.entries(WindowsServer).flatMap(([name, build]) => (build in images ? [name] : []));
    const said = this.windowsBuilds?.length ? `are of ${this.windowsBuilds.join(' and ')}` : 'are of no said version';
    throw new Error(
      `${product}: nodes ${said} of Windows Server, and there is an image for each of ${versions.join(', ')}; ` +
        `write nodes: NodeSet.windows(WindowsServer.${versions[0]}), an agent for each version, or an image of yours.`,
    );
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
