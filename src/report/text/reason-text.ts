import { taintToString } from '../../kubernetes/taint';
import { splitMessage } from '../../planner/placement/main-reasons';
import { PlacementReason } from '../../planner/placement/placement-document';
import { printable } from '../printable';
import { amountText, Rounding } from '../units';
import { ReasonOnNodes } from './outcomes';

/** More values or taints than a reader takes in; the rest is told by their number. */
const MOST_SHOWN = 3;

/**
 * A reason in words, as it stands on some nodes: with what they have instead, or their figures in units for people, and
 * without anything that a terminal would obey.
 */
export function reasonText(reasons: readonly ReasonOnNodes[]): string {
  const [{ reason }] = reasons;
  return printable(`${messageText(reasons)}${taintText(reason)}${figuresText(reasons.map((each) => each.reason))}`);
}

/** Taints in a sentence, those of most nodes first. */
export function besidesText(reasons: readonly ReasonOnNodes[]): string {
  const taints = reasons.flatMap(({ reason: { taint }, nodes }) =>
    taint ? [{ text: taintToString(taint), nodes }] : [],
  );
  return printable(`besides, untolerated taints: ${listText(taints)}`);
}

function messageText(reasons: readonly ReasonOnNodes[]): string {
  const { requirement, instead } = splitMessage(reasons[0].reason.message);
  const values = reasons.map(({ reason, nodes }) => ({ text: splitMessage(reason.message).instead ?? '', nodes }));
  return instead === undefined ? requirement : `${requirement}: ${listText(values)}`;
}

/** Distinct texts, those of most nodes first. */
function listText(values: readonly { readonly text: string; readonly nodes: number }[]): string {
  const nodes = new Map<string, number>();
  values.forEach(({ text, nodes: count }) => nodes.set(text, (nodes.get(text) ?? 0) + count));
  const texts = [...nodes].sort(([, a], [, b]) => b - a).map(([text]) => text);
  const more = texts.length > MOST_SHOWN ? ` and ${texts.length - MOST_SHOWN} more` : '';
  return `${withoutRepetition(texts.slice(0, MOST_SHOWN)).join(', ')}${more}`;
}

/** Words before a quoted value, where they are those of the text before: `the node's is "a"`, then just `"b"`. */
function withoutRepetition(texts: readonly string[]): string[] {
  const words = texts.map((text) => /^([^"]* )"[^"]*"$/.exec(text)?.[1] ?? '');
  return texts.map((text, i) => (i > 0 && words[i] === words[i - 1] ? text.slice(words[i].length) : text));
}

/** The scheduler's message need not name the taint: since 1.29 it does not. */
function taintText({ taint, message }: PlacementReason): string {
  return taint && !message.includes(taint.key) ? `: ${taintToString(taint)}` : '';
}

function figuresText(reasons: readonly PlacementReason[]): string {
  const [{ resource, requested }] = reasons;
  if (resource === undefined || requested === undefined) {
    return '';
  }
  const range = (figure: (reason: PlacementReason) => number, rounding?: Rounding) =>
    rangeText(resource, reasons.map(figure), rounding);

  const capacity = range(capacityOf);
  const inUse = `${range(usedOf)} of ${capacity} in use`;
  if (resource === 'pods') {
    return `: ${inUse}`;
  }
  const needs = `: needs ${amountText(resource, requested, 'up')}`;
  if (reasons.every((reason) => capacityOf(reason) === 0)) {
    return `${needs}, the node has none`;
  }
  if (reasons.every((reason) => requested > capacityOf(reason))) {
    return `${needs}, the whole node has ${capacity}`;
  }
  const free = range((reason) => Math.max(0, capacityOf(reason) - usedOf(reason)), 'down');
  return `${needs}, ${free} free (${inUse})`;
}

function capacityOf({ capacity = 0 }: PlacementReason): number {
  return capacity;
}

function usedOf({ used = 0 }: PlacementReason): number {
  return used;
}

/** `5m`, or `5m to 60m` over several nodes. */
function rangeText(resource: string, values: readonly number[], rounding?: Rounding): string {
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return [...new Set([least, most].map((value) => amountText(resource, value, rounding)))].join(' to ');
}
