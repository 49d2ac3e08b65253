/**
 * How the document of a plan says on which nodes an agent fares alike. `named`: each placement lists the names of its
 * nodes. `ranges`: the document names every node once, and each placement has ranges of that list.
 */
export type NodesInJson = 'named' | 'ranges';

/** How a plan becomes data. */
export interface PlacementJsonOptions {
  /**
   * How the placements tell their nodes.
   * @default - `named`, and `ranges` where the placements of all DaemonSets would hold more than 500,000 names in all
   */
  readonly nodes?: NodesInJson;
}
