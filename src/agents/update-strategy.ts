import { OptionFaults } from './option-faults';

/** Properties for `UpdateStrategy.rolling`. */
export interface RollingUpdateOptions {
  /**
   * How many of the nodes that should run the agent may be without an available pod during the update: a whole number of
   * 1 or more, or a percentage from `'1%'` to `'100%'`, rounded up.
   *
   * @default '10%'
   */
  readonly maxUnavailable?: number | string;
}

/** Properties for `UpdateStrategy.surge`. */
export interface SurgeUpdateOptions {
  /**
   * How many nodes may run the old and the new pod at the same time: a whole number of 1 or more, or a percentage from
   * `'1%'` to `'100%'`, rounded up.
   *
   * @default '10%'
   */
  readonly maxSurge?: number | string;
}

const DEFAULT_BUDGET = '10%';

/**
 * How the pods of a DaemonSet are replaced when its template changes.
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 * @example
 * UpdateStrategy.rolling({ maxUnavailable: '25%' });
 */
export class UpdateStrategy {
  /**
   * Delete old pods first, then create new ones, at most `maxUnavailable` nodes at a time.
   *
   * @throws when `maxUnavailable` is not a whole number of 1 or more or a percentage from 1% to 100%
   */
  public static rolling(options: RollingUpdateOptions = {}): UpdateStrategy {
    OptionFaults.of('UpdateStrategy.rolling', 'RollingUpdateOptions', options).throwIfAny();
    const maxUnavailable = options.maxUnavailable ?? DEFAULT_BUDGET;
    assertBudget('maxUnavailable', maxUnavailable);
    return new UpdateStrategy({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable } });
  }

  /**
   * Start the new pod before the old one is deleted, on at most `maxSurge` nodes at a time, so that no node is without.
   *
   * Both pods share the node for a while: it never ends for agents that hold a host port (the new pod cannot be scheduled
   * until the old one is gone), and such a DaemonSet fails validation.
   *
   * @throws when `maxSurge` is not a whole number of 1 or more or a percentage from 1% to 100%
   * @see https://github.com/kubernetes/kubernetes/issues/106417
   */
  public static surge(options: SurgeUpdateOptions = {}): UpdateStrategy {
    OptionFaults.of('UpdateStrategy.surge', 'SurgeUpdateOptions', options).throwIfAny();
    const maxSurge = options.maxSurge ?? DEFAULT_BUDGET;
    assertBudget('maxSurge', maxSurge);
    // The API server defaults a missing maxUnavailable to 1 and then refuses it beside maxSurge.
    return new UpdateStrategy({ type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 0 } });
  }

  /** Replace a pod only when someone deletes it: for drivers and networks, where a person drains the node first. */
  public static onDelete(): UpdateStrategy {
    return new UpdateStrategy({ type: 'OnDelete' });
  }

  private constructor(private readonly strategy: Record<string, any>) {}

  /** @internal */
  public _toKube(): any {
    return this.strategy;
  }
}

function assertBudget(field: string, value: number | string): void {
  const valid =
    typeof value === 'number'
      ? Number.isInteger(value) && value >= 1 && value <= 2147483647
      : /^([1-9][0-9]?|100)%$/.test(value);
  if (!valid) {
    throw new Error(
      `${field} is ${JSON.stringify(value)}: it must be a whole number of 1 or more, or a percentage from '1%' to '100%'. ` +
        `Write for example '10%'${value === 0 || value === '0%' ? ', or UpdateStrategy.onDelete() to replace no pod by itself' : ''}.`,
    );
  }
}
