import { STATES } from '../report-data';
import { byId, counted } from './dom';
import { ALL_AGENTS, type Fleet } from './fleet';
import { cellPosition, moved, placeAt, type MoveKey, type Place } from './layout';
import { paintFrame, paintSquares, paintTitle } from './paint';
import { readPalette, type Palette } from './palette';
import { Scene } from './scene';
import type { View, ViewStore } from './view';

const MOST_HEIGHT = 600;
/** Room for the frame of the squares at the edge. */
const MARGIN = 4;

/** The fleet on a canvas, of which only what is in sight is drawn, and as a grid to those who do not see it. */
export class FleetMap {
  private readonly grid = byId('cells');
  private readonly canvas = byId<HTMLCanvasElement>('canvas');
  private readonly hint = byId('keys');
  private scene!: Scene;
  private palette: Palette = readPalette();
  private active: Required<Place> = { card: 0, cell: 0 };
  private scheduled = false;

  constructor(
    private readonly fleet: Fleet,
    private readonly store: ViewStore,
  ) {
    this.grid.addEventListener('scroll', () => this.draw(), { passive: true });
    this.canvas.addEventListener('click', (event) => this.open(this.placeOf(event)));
    this.canvas.addEventListener('pointermove', (event) => this.tell(this.placeOf(event)));
    this.canvas.addEventListener('pointerleave', () => this.tell(undefined));
    this.grid.addEventListener('keydown', (event) => this.press(event));
    this.grid.addEventListener('focus', () => this.activate(this.active));
    this.grid.addEventListener('blur', () => this.draw());
    new ResizeObserver(() => this.arrange()).observe(this.grid);
    store.onChange((view, before) => this.follow(view, before));
  }

  /** Reads the colours again, after a change of the theme. */
  recolour(): void {
    this.palette = readPalette();
    this.paint();
  }

  private get width(): number {
    return this.grid.clientWidth - 2 * MARGIN;
  }

  private follow(view: View, before: View): void {
    if (view.zoom !== before.zoom || view.group !== before.group) {
      this.active = { card: 0, cell: 0 };
      this.grid.scrollTop = 0;
    }
    if (view.asTable !== before.asTable) {
      this.grid.hidden = view.asTable;
      this.hint.hidden = view.asTable;
    }
    this.arrange();
    if (view.node !== undefined && view.node !== before.node) {
      this.active = this.scene.placeOf(view.node) ?? this.active;
      this.reveal(this.active);
    }
  }

  private arrange(): void {
    if (this.grid.hidden || this.width <= 0) {
      return;
    }
    this.scene = new Scene(this.fleet, this.store.view, this.width);
    const height = this.scene.layout.height + 2 * MARGIN;
    const seen = Math.min(MOST_HEIGHT, height);
    this.grid.style.height = `${seen}px`;
    this.canvas.style.height = `${seen}px`;
    byId('canvas-space').style.height = `${height - seen}px`;
    this.grid.setAttribute('aria-label', this.label());
    this.hint.textContent = this.hintText();
    this.draw();
  }

  private label(): string {
    const { agent, zoom, group } = this.store.view;
    const who = agent === ALL_AGENTS ? 'all agents' : this.fleet.data.agents[agent].key;
    const where = zoom === undefined ? '' : ` of ${this.fleet.data.columns[group].values[zoom]}`;
    const nodes = this.scene.groups.reduce((sum, each) => sum + each.nodes.length, 0);
    return `${counted(nodes, 'node')}${where} in ${counted(this.scene.groups.length, 'group')}, ${who}`;
  }

  /** Draws before the next frame, once however often it is asked. */
  private draw(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      requestAnimationFrame(() => {
        this.scheduled = false;
        this.paint();
      });
    }
  }

  private paint(): void {
    if (this.grid.hidden || !this.scene) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    const height = this.grid.clientHeight;
    this.canvas.width = this.grid.clientWidth * ratio;
    this.canvas.height = height * ratio;
    const context = this.canvas.getContext('2d')!;
    const top = this.grid.scrollTop - MARGIN;
    context.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, -top * ratio);
    const { layout, groups } = this.scene;
    const size = layout.pitch - (layout.pitch > 30 ? 5 : layout.pitch > 15 ? 4 : layout.pitch > 11 ? 3 : 2);
    let cells = 0;
    layout.cards.forEach((card, i) => {
      if (card.y > top + height || card.y + card.height < top) {
        return;
      }
      paintTitle(context, card.x, card.y, card.width, [groups[i].title, this.subtitle(i)], this.palette);
      const squares = this.scene.squaresBetween(i, top, top + height);
      paintSquares(context, squares, { size, shares: this.scene.shares }, this.palette);
      cells += squares.length;
    });
    this.paintFrames(context, size);
    this.canvas.dataset.cells = `${cells}`;
    this.canvas.dataset.squares = this.scene.inHundredths ? 'hundredths' : 'nodes';
  }

  private paintFrames(context: CanvasRenderingContext2D, size: number): void {
    const { node } = this.store.view;
    const selected = node === undefined ? undefined : this.scene.placeOf(node);
    if (selected) {
      paintFrame(context, cellPosition(this.scene.layout, selected), size, this.palette.ink, false);
    }
    if (document.activeElement === this.grid) {
      paintFrame(context, cellPosition(this.scene.layout, this.active), size, this.palette.accent, true);
    }
  }

  private subtitle(card: number): string {
    const group = this.scene.groups[card];
    if (this.scene.filtered) {
      return `${this.scene.found(group).toLocaleString('en-US')} of ${counted(group.nodes.length, 'node')}`;
    }
    const [refused, pending] = this.scene.counts(group);
    const trouble = [refused > 0 && `${refused} refused`, pending > 0 && `${pending} pending`];
    return [counted(group.nodes.length, 'node'), ...trouble.filter((each) => each !== false)].join(', ');
  }

  private placeOf(event: MouseEvent): Place | undefined {
    const { left, top } = this.canvas.getBoundingClientRect();
    const y = event.clientY - top + this.grid.scrollTop - MARGIN;
    return placeAt(this.scene.layout, event.clientX - left - MARGIN, y);
  }

  /** Explains the node at a place, or shows the nodes of the group there. */
  private open(place: Place | undefined): void {
    if (!place) {
      return;
    }
    const node = this.scene.nodeAt(place);
    if (node !== undefined) {
      this.active = { card: place.card, cell: place.cell! };
      this.store.change({ node });
    } else if (this.store.view.zoom === undefined) {
      this.store.change({ zoom: this.scene.groups[place.card].value });
    }
  }

  private press(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      this.open(this.active);
    } else if (event.key === 'Escape' && this.store.view.zoom !== undefined) {
      this.store.change({ zoom: undefined });
    } else if (KEYS.has(event.key)) {
      const from = this.scene.inHundredths ? { ...this.active, cell: this.edge(event.key) } : this.active;
      this.activate(moved(this.scene.layout, from, event.key as MoveKey));
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Where a square stands for many nodes, arrows go from group to group. */
  private edge(key: string): number {
    return key === 'ArrowRight' || key === 'ArrowDown' ? this.scene.layout.cards[this.active.card].cells - 1 : 0;
  }

  private activate(place: Required<Place>): void {
    if (this.scene.groups.length === 0) {
      return;
    }
    this.active = this.scene.inHundredths ? { ...place, cell: 0 } : place;
    const cell = byId('cell');
    cell.textContent = this.text(this.active);
    this.grid.setAttribute('aria-activedescendant', 'cell');
    this.hint.textContent = cell.textContent;
    this.reveal(this.active);
    this.draw();
  }

  private reveal(place: Required<Place>): void {
    const { y } = cellPosition(this.scene.layout, place);
    const { clientHeight, scrollTop } = this.grid;
    if (y < scrollTop) {
      this.grid.scrollTop = Math.max(0, y - 40);
    } else if (y + this.scene.layout.pitch + 2 * MARGIN > scrollTop + clientHeight) {
      this.grid.scrollTop = y + this.scene.layout.pitch + 2 * MARGIN - clientHeight;
    }
  }

  private tell(place: Place | undefined): void {
    this.hint.textContent = place ? this.text(place) : this.hintText();
    this.canvas.style.cursor = place && (place.cell !== undefined || this.scene.inHundredths) ? 'pointer' : 'default';
  }

  private hintText(): string {
    const squares = this.scene.inHundredths ? 'A square is a hundredth of its group. ' : '';
    return `${squares}Arrow keys move, Enter explains or opens a group, Escape goes back.`;
  }

  /** What lies at a place: `gpu-a-01, Pending, in gpu`. */
  private text(place: Place): string {
    const group = this.scene.groups[place.card];
    const node = this.scene.nodeAt(place);
    if (node === undefined) {
      const counts = this.scene
        .counts(group)
        .map((count, state) => count > 0 && `${count.toLocaleString('en-US')} ${STATES[state]}`);
      return [group.title, counted(group.nodes.length, 'node'), ...counts.filter((each) => each !== false)].join(', ');
    }
    const state = STATES[this.fleet.states(this.store.view.agent)[node]];
    const { colour } = this.store.view;
    const share = this.scene.shares ? `, ${Math.round(this.fleet.share(colour, node) * 1000) / 10}% taken` : '';
    return `${this.fleet.names[node]}, ${state}${share}, in ${group.title}`;
  }
}

const KEYS = new Set<string>(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);
