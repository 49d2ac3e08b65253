import { NodeSet } from './node-set';

/**
 * One agent in several variants, each a DaemonSet for nodes of its own: with other resources, flags or images for small
 * devices, for GPUs, for another operating system.
 *
 * Every node of the whole gets exactly one variant, by construction: a variant has the nodes that are named for it without
 * those of the variants before it, and the last one has what is left. `Coverage.exactlyOne()` has the planner prove it on
 * the nodes there are.
 *
 * Variants never change: every method returns new ones.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#use-cases
 * @example
 * const variants = AgentVariants.of(NodeSet.linux())
 *   .variant('edge', NodeSet.labelled('example.com/pool', 'edge'))
 *   .rest('cloud');
 * for (const name of variants.names) {
 *   new LogCollector(chart, `logs-${name}`, { collector, nodes: variants.nodes(name) });
 * }
 */
export class AgentVariants {
  /**
   * @param nodes the nodes that are to have one variant each
   */
  public static of(nodes: NodeSet): AgentVariants {
    return new AgentVariants([], nodes);
  }

  private constructor(
    private readonly variants: readonly { readonly name: string; readonly nodes: NodeSet }[],
    private readonly left?: NodeSet,
  ) {}

  /** The names of the variants, in the order they were named. */
  public get names(): string[] {
    return this.variants.map(({ name }) => name);
  }

  /**
   * A further variant, for those of these nodes that no variant has yet.
   *
   * @throws when the name is taken, no node can be left for it, or the nodes are told by a comparison of numbers, which has
   * no complement
   */
  public variant(name: string, nodes: NodeSet): AgentVariants {
    const left = this.mayAdd(name);
    return new AgentVariants([...this.variants, { name, nodes: left.and(nodes) }], left.except(nodes));
  }

  /**
   * The variant of all nodes that no other has: the last one.
   *
   * @throws when the name is taken
   */
  public rest(name: string): AgentVariants {
    return new AgentVariants([...this.variants, { name, nodes: this.mayAdd(name) }]);
  }

  /**
   * The nodes of a variant.
   *
   * @throws when there is no such variant, or no rest: some nodes of the whole could have none
   */
  public nodes(name: string): NodeSet {
    if (this.left) {
      throw new Error('AgentVariants: nodes could be left without a variant; end with .rest(name).');
    }
    const variant = this.variants.find((each) => each.name === name);
    if (!variant) {
      throw new Error(`AgentVariants: there is no variant "${name}", only ${this.names.join(', ')}.`);
    }
    return variant.nodes;
  }

  private mayAdd(name: string): NodeSet {
    if (this.names.includes(name)) {
      throw new Error(`AgentVariants: there are two variants "${name}".`);
    }
    if (!this.left) {
      throw new Error(
        `AgentVariants: "${name}" comes after the rest, which has all nodes that are left; put it before.`,
      );
    }
    return this.left;
  }
}
