import { Node } from '../inventory/node';

const TOLD = 5;

/** The values with commas; of many, the first ones and how many more there are. */
export function firstOf(values: readonly string[]): string {
  const more = values.length > TOLD ? ` and ${values.length - TOLD} more` : '';
  return `${values.slice(0, TOLD).join(', ')}${more}`;
}

/** The names of the nodes; of many, the first ones and how many more there are. */
export function nodeNames(nodes: readonly Pick<Node, 'name'>[]): string {
  return firstOf(nodes.map(({ name }) => name));
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
