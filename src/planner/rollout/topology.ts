import { Node } from '../../inventory/node';

const ZONE = 'topology.kubernetes.io/zone';
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/zone';

/** The zone of a node; undefined where no label names one. */
export function zoneOf({ labels }: Node): string | undefined {
  return labels.get(ZONE) ?? labels.get(OLD_ZONE);
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
