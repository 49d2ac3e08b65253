import { RolloutPlanOptions } from './rollout-plan-options';
import { NodeInventory } from '../../inventory/node-inventory';
import { nearestWord } from '../../kubernetes/manifest/nearest-word';

/** The nodes that the options name, by what they say of them. */
export interface NamedNodes {
  readonly unavailable: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  /** Whether a new pod becomes ready on a node. */
  readonly becomesReady: (node: string) => boolean;
  /** Whether pods of one node may fare otherwise than those of another by what the options say. */
  readonly tellApart: boolean;
}

/**
 * Reads the names of nodes in the options.
 *
 * @throws Error that lists every name the inventory does not have.
 */
export function namedNodes(inventory: NodeInventory, options: RolloutPlanOptions): NamedNodes {
  const { unavailableNodes = [], lostNodes = [], newPodsBecomeReady = true } = options;
  const neverReady = typeof newPodsBecomeReady === 'boolean' ? [] : newPodsBecomeReady;
  const faults = [
    ...unknown(inventory, 'unavailableNodes', unavailableNodes),
    ...unknown(inventory, 'lostNodes', lostNodes),
    ...unknown(inventory, 'newPodsBecomeReady', neverReady),
  ];
  if (faults.length > 0) {
    throw new Error(faults.join('\n'));
  }
  const exceptions = new Set(neverReady);
  return {
    unavailable: new Set(unavailableNodes),
    lost: new Set(lostNodes),
    becomesReady: (node) => newPodsBecomeReady !== false && !exceptions.has(node),
    tellApart: unavailableNodes.length + neverReady.length > 0,
  };
}

function unknown(inventory: NodeInventory, option: string, names: readonly string[]): string[] {
  if (names.length === 0) {
    return [];
  }
  const known = inventory.nodeNames;
  const nodes = new Set(known);
  return names
    .filter((name) => !nodes.has(name))
    .map((name) => {
      const meant = nearestWord(name, known);
      return `${option}: the inventory has no node "${name}"${meant ? `: did you mean ${meant}?` : ''}`;
    });
}
