/** What is due when: the earliest time first, and at one time in the order of addition. */
export class Agenda<T> {
  private readonly due = new Map<number, T[]>();
  /** A binary heap of the times that something is due. */
  private readonly times: number[] = [];

  get isEmpty(): boolean {
    return this.times.length === 0;
  }

  add(time: number, event: T): void {
    const events = this.due.get(time);
    if (events) {
      events.push(event);
      return;
    }
    this.due.set(time, [event]);
    this.rise(this.times.push(time) - 1);
  }

  /** Takes all that is due at the earliest time; undefined when nothing is. */
  next(): { readonly time: number; readonly events: readonly T[] } | undefined {
    const [time] = this.times;
    if (time === undefined) {
      return undefined;
    }
    const last = this.times.pop()!;
    if (this.times.length > 0) {
      this.times[0] = last;
      this.sink();
    }
    const events = this.due.get(time)!;
    this.due.delete(time);
    return { time, events };
  }

  private rise(from: number): void {
    let i = from;
    while (i > 0) {
      const parent = Math.floor((i - 1) / 2);
      if (this.times[parent] <= this.times[i]) {
        return;
      }
      this.swap(i, parent);
      i = parent;
    }
  }

  private sink(): void {
    for (let i = 0, child = 1; child < this.times.length; child = 2 * i + 1) {
      if (child + 1 < this.times.length && this.times[child + 1] < this.times[child]) {
        child += 1;
      }
      if (this.times[i] <= this.times[child]) {
        return;
      }
      this.swap(i, child);
      i = child;
    }
  }

  private swap(i: number, j: number): void {
    [this.times[i], this.times[j]] = [this.times[j], this.times[i]];
  }
}
