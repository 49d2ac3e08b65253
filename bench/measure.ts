/** How long something takes. */
export interface Timing {
  /** Median, in milliseconds. */
  readonly median: number;
  /** Median distance of a run from the median, in percent of it. */
  readonly spread: number;
}

/** How long a step is warmed up at least: V8 compiles what is worth it, and what takes milliseconds is run a few times only. */
const WARM_UP = 2_000;

/**
 * Warms up, then runs a step several times. No collection of rubbish is forced: it drops code as well, and what runs leave
 * behind is collected in the time of the next ones. What the last run returned stays until the next one is done: V8 drops
 * the code it made for a class once a collection finds no object of it, and every run would be a cold one.
 *
 * @param prepare makes what a run takes, outside of its time
 */
export async function measure<T>(
  step: (prepared: T) => unknown,
  runs: number,
  prepare: () => T = () => undefined as T,
): Promise<Timing> {
  const { Bench } = await import('tinybench');
  const bench = new Bench({
    iterations: runs,
    time: 0,
    warmupIterations: Math.min(runs, 3),
    warmupTime: WARM_UP,
    throws: true,
  });
  let prepared: T | undefined;
  const kept: unknown[] = [];
  const beforeEach = () => {
    prepared = undefined;
    prepared = prepare();
  };
  bench.add('step', () => void (kept[0] = step(prepared as T)), { beforeEach });
  const [{ result }] = await bench.run();
  if (!('latency' in result)) {
    throw new Error(`the step was not measured: ${result.state}`);
  }
  const { p50, mad } = result.latency;
  return { median: p50, spread: (100 * mad) / p50 };
}

/** What a step returns, and the milliseconds that it takes as it is: V8 may not have compiled it yet. */
export function once<T>(step: () => T): { readonly result: T; readonly milliseconds: number } {
  const start = performance.now();
  const result = step();
  return { result, milliseconds: performance.now() - start };
}

/** How long something takes that was run by turns with others. */
export interface TimingInTurn extends Timing {
  /** By round, in milliseconds. */
  readonly times: readonly number[];
}

/** Warms up, then runs steps by turns, so that what else the machine does slows all of them alike. */
export function measureInTurn(steps: readonly (() => unknown)[], rounds: number): TimingInTurn[] {
  const times = steps.map((): number[] => []);
  const kept: unknown[] = [];
  const warmUps = Math.ceil(rounds / 4);
  for (let round = 0; round < warmUps + rounds; round++) {
    steps.forEach((step, i) => {
      const start = performance.now();
      kept[i] = step();
      times[i].push(performance.now() - start);
    });
  }
  return times.map((each) => ({ ...timingOf(each.slice(warmUps)), times: each.slice(warmUps) }));
}

/** How many times as long something takes as another: by round, for the machine is not equally fast in each. */
export function timesAsLong({ times }: TimingInTurn, than: TimingInTurn): number {
  return middle(times.map((time, round) => time / than.times[round]));
}

/** What several runs took, in milliseconds. */
export function timingOf(times: readonly number[]): Timing {
  const median = middle(times);
  return { median, spread: (100 * middle(times.map((time) => Math.abs(time - median)))) / median };
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** What the process holds on its heap once rubbish is gone, in MB. */
export function heldMegabytes(): number {
  global.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** The most that the process ever held resident, in MB. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1e3;
}
