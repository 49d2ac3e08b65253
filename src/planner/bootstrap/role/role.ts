import { Labels } from '../../../kubernetes/label-selector';
import { BootstrapFact } from '../bootstrap-role';

/** What an agent does to a new node of some class, complete. */
export interface Role {
  readonly facts: readonly BootstrapFact[];
  readonly labels: Labels;
  /** Extended resources, in units. */
  readonly resources: ReadonlyMap<string, number>;
  /** Keys of taints. */
  readonly removesTaints: readonly string[];
  /** The product that removes the taints once the agent is ready; undefined when it does so itself. */
  readonly removedBy?: string;
  readonly requires: readonly BootstrapFact[];
  /** Whether one pod does this for every node, wherever it runs. */
  readonly everyNode: boolean;
}

export const NO_ROLE: Role = {
  facts: [],
  labels: new Map(),
  resources: new Map(),
  removesTaints: [],
  requires: [],
  everyNode: false,
};
