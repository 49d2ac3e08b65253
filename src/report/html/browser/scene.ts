import { STATES } from '../report-data';
import type { Fleet } from './fleet';
import { groupsOf, hundredths, inHundredths, type Group } from './groups';
import { HEAD, layOut, type Layout, type Place } from './layout';
import { isFiltered, matchingNodes } from './matching';
import { SHARE_STEPS, shareStep } from './shares';
import type { Square } from './square';
import { BY_STATE, type View } from './view';

/** A view of the fleet, ready to draw: what lies where, and how it looks. */
export class Scene {
  readonly groups: readonly Group[];
  readonly layout: Layout;
  /** Whether a square stands for a hundredth of a group. */
  readonly inHundredths: boolean;
  readonly matches: Uint8Array;
  readonly filtered: boolean;
  private readonly states: Uint8Array;
  private readonly squares = new Map<Group, readonly number[]>();

  constructor(
    private readonly fleet: Fleet,
    private readonly view: View,
    width: number,
  ) {
    this.groups = groupsOf(fleet, view);
    this.inHundredths = inHundredths(fleet, view);
    this.matches = matchingNodes(fleet, view);
    this.filtered = isFiltered(view);
    this.states = fleet.states(view.agent);
    this.layout = layOut(
      this.groups.map(({ nodes }) => (this.inHundredths ? 100 : nodes.length)),
      width,
    );
  }

  get shares(): boolean {
    return this.view.colour !== BY_STATE;
  }

  /** The node at a place; undefined where a square stands for many. */
  nodeAt({ card, cell }: Place): number | undefined {
    return this.inHundredths || cell === undefined ? undefined : this.groups[card].nodes[cell];
  }

  /** Where a node lies. */
  placeOf(node: number): Required<Place> | undefined {
    if (this.inHundredths) {
      return undefined;
    }
    for (let card = 0; card < this.groups.length; card++) {
      const cell = this.groups[card].nodes.indexOf(node);
      if (cell >= 0) {
        return { card, cell };
      }
    }
    return undefined;
  }

  /** The squares of a card that lie between two heights. */
  squaresBetween(card: number, top: number, bottom: number): Square[] {
    const { x, y, columns, cells } = this.layout.cards[card];
    const { pitch } = this.layout;
    const first = Math.max(0, Math.floor((top - y - HEAD) / pitch)) * columns;
    const end = Math.min(cells, Math.max(0, Math.ceil((bottom - y - HEAD) / pitch)) * columns);
    const squares: Square[] = [];
    for (let cell = first; cell < end; cell++) {
      squares.push({
        x: x + (cell % columns) * pitch,
        y: y + HEAD + Math.floor(cell / columns) * pitch,
        ...this.look(this.groups[card], cell),
      });
    }
    return squares;
  }

  /** How many nodes of a group have each state. */
  counts(group: Group): number[] {
    return this.tally(group, (node) => this.states[node], STATES.length);
  }

  /** How many nodes of a group are looked for. */
  found({ nodes }: Group): number {
    return nodes.reduce((sum, node) => sum + this.matches[node], 0);
  }

  private look(group: Group, cell: number): Pick<Square, 'kind' | 'shown'> {
    if (!this.inHundredths) {
      const node = group.nodes[cell];
      return { kind: this.kindOf(node), shown: this.matches[node] === 1 };
    }
    let kinds = this.squares.get(group);
    if (!kinds) {
      kinds = this.kindsOf(group);
      this.squares.set(group, kinds);
    }
    const hidden = kinds[cell] === HIDDEN;
    return { kind: hidden ? this.hollow : kinds[cell], shown: !hidden };
  }

  /** The kinds of the hundred squares of a group: of the nodes that are looked for, then the rest. */
  private kindsOf(group: Group): number[] {
    const kinds = this.shares ? SHARE_STEPS.length + 1 : STATES.length;
    const counts = this.tally(group, (node) => (this.matches[node] ? this.kindOf(node) : kinds), kinds + 1);
    return hundredths(counts).flatMap((count, kind) => new Array<number>(count).fill(kind < kinds ? kind : HIDDEN));
  }

  private tally({ nodes }: Group, kindOf: (node: number) => number, kinds: number): number[] {
    const counts = new Array<number>(kinds).fill(0);
    nodes.forEach((node) => counts[kindOf(node)]++);
    return counts;
  }

  /** The kind that is drawn as an outline. */
  private get hollow(): number {
    return this.shares ? 0 : STATES.indexOf('Excluded');
  }

  private kindOf(node: number): number {
    return this.shares ? shareStep(this.fleet.share(this.view.colour, node)) : this.states[node];
  }
}

/** A square for what is not looked for. */
const HIDDEN = -1;
