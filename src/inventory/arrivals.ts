/** What comes one after the other, and whether it comes in order. */
export class Arrivals<T> {
  /** Whether none stood before the one ahead of it. */
  isInOrder = true;
  /** How many have come. */
  count = 0;
  private readonly items: T[] = [];

  /** @param mayFollow whether one may come right after another */
  constructor(private readonly mayFollow: (last: T, next: T) => boolean) {}

  /** Makes room before the first: an array that grows bit by bit is copied time and again. */
  reserve(places: number): void {
    if (this.count === 0) {
      this.items.length = places;
    }
  }

  /** Each is held against the last while it is at hand: to come back to all of them takes its time. */
  add(next: T): void {
    this.isInOrder &&= this.count === 0 || this.mayFollow(this.items[this.count - 1], next);
    this.items[this.count++] = next;
  }

  /** All that have come. */
  get all(): readonly T[] {
    this.items.length = this.count;
    return this.items;
  }
}
