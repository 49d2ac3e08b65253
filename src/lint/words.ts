import { NodeGroup, nodesOf, sizeOf } from './node-group';
import { Node } from '../inventory/node';

const TOLD = 5;

/** The values with commas; of many, the first ones and how many more there are. */
export function firstOf(values: readonly string[], total: number = values.length): string {
  const more = total > TOLD ? ` and ${total - TOLD} more` : '';
  return `${values.slice(0, TOLD).join(', ')}${more}`;
}

/** The names of the nodes; of many, the first ones and how many more there are. */
export function nodeNames(nodes: readonly Pick<Node, 'name'>[]): string {
  return firstOf(nodes.map(({ name }) => name));
}

/** The names of the nodes of the groups, told likewise. */
export function groupNames(groups: readonly NodeGroup[]): string {
  return firstOf(
    nodesOf(groups, TOLD).map(({ name }) => name),
    sizeOf(groups),
  );
}

/** `1 node`, `2 nodes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The values once each, in order, with commas. */
export function listed(values: readonly string[]): string {
  return [...new Set(values)].sort().join(', ');
}

/** The image without its tag and digest. */
export function imageRepository(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}
