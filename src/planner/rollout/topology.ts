import { Node } from '../../inventory/node';
import { POOL_LABEL } from '../placement/kind-of-node';

const ZONE = 'topology.kubernetes.io/zone';
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/zone';

/** The zone of a node; undefined where no label names one. */
export function zoneOf({ labels }: Node): string | undefined {
  return labels.get(ZONE) ?? labels.get(OLD_ZONE);
}

/** Finds the pools of nodes; each label key is looked at once. */
export function poolFinder(): (node: Node) => string | undefined {
  const known = new Map<string, boolean>();
  const namesPool = (key: string): boolean => {
    const names = known.get(key) ?? POOL_LABEL.test(key);
    known.set(key, names);
    return names;
  };
  return ({ pool, labels }) => {
    for (const [key, value] of labels) {
      if (namesPool(key)) {
        return value;
      }
    }
    return pool;
  };
}

/** The places of nodes that are in order of name, by zone and then by name; those without a zone come first. */
export function placesByZone(zones: readonly (string | undefined)[]): number[] {
  const places = new Map<string, number[]>();
  zones.forEach((zone = '', place) => {
    const inZone = places.get(zone);
    if (inZone) {
      inZone.push(place);
    } else {
      places.set(zone, [place]);
    }
  });
  return [...places.keys()].sort().flatMap((zone) => places.get(zone)!);
}
