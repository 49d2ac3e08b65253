import { NodeAction } from './node-action';
import { NodePods } from '../node-pods';
import { NodeRange } from '../rollout-class';

/** What a pod comes to after a while. */
export type PodChange = 'old-gone' | 'fresh-gone' | 'fresh-available';

/** A change that lies ahead of some nodes. */
export interface PodEvent {
  readonly change: PodChange;
  readonly cohorts: Cohort[];
}

/** Most nodes of a fleet wait for long: they share it. */
const NOTHING: readonly PodEvent[] = [];

/** Nodes of a class that have gone through the rollout together so far. */
export class Cohort implements NodeRange {
  readonly nodes: NodeRange['nodes'];
  readonly to: number;
  from: number;
  pods: NodePods;
  /** What the controller does to them next. */
  due: NodeAction = 'none';
  /** Whether it has done anything to them yet. */
  isUnderWay = false;

  /** What lies ahead of them: one change or two. */
  private ahead: readonly PodEvent[] = NOTHING;

  constructor({ nodes, from, to }: NodeRange, pods: NodePods = nodes.pods) {
    this.nodes = nodes;
    this.from = from;
    this.to = to;
    this.pods = pods;
  }

  get size(): number {
    return this.to - this.from;
  }

  /** Takes the first nodes away into a cohort of their own, which shares all that lies ahead. */
  split(size: number): Cohort {
    const part = new Cohort({ nodes: this.nodes, from: this.from, to: this.from + size }, this.pods);
    part.due = this.due;
    part.isUnderWay = this.isUnderWay;
    this.from += size;
    this.ahead.forEach((event) => part.await(event));
    return part;
  }

  await(event: PodEvent): void {
    event.cohorts.push(this);
    this.ahead = [...this.ahead, event];
  }

  /** Forgets an event that has come. */
  met(event: PodEvent): void {
    this.ahead = this.ahead.filter((each) => each !== event);
  }
}
