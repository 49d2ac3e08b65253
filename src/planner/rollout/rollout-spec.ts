import { IntOrPercent, readIntOrPercent, scaledValue } from './int-or-percent';
import { RolloutStrategy, SecondsInterval } from './rollout-document';
import { templateDigest } from './template-digest';
import { DaemonSet } from '../../kubernetes/daemon-set';
import { Fault } from '../../kubernetes/manifest/fault';
import { Field } from '../../kubernetes/manifest/field';

const STRATEGIES = ['RollingUpdate', 'OnDelete'] as const;

/** What a rollout needs to know of a DaemonSet beyond what its placement does. */
export interface RolloutSpec {
  readonly type: (typeof STRATEGIES)[number];
  readonly maxUnavailable: IntOrPercent;
  readonly maxSurge: IntOrPercent;
  readonly minReadySeconds: number;
  readonly revisionHistoryLimit: number;
  /** Equal for templates that the API server stores alike. */
  readonly template: string;
  /** How long its pods may take to stop. */
  readonly graceSeconds: number;
  /** How long its probes hold a started pod back from being ready. */
  readonly probeSeconds: SecondsInterval;
}

/**
 * Reads the update strategy and the times of a DaemonSet, with the API's defaults.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet
 */
export function readRolloutSpec({ manifest }: DaemonSet, faults: Fault[]): RolloutSpec {
  const spec = Field.of(manifest, faults).get('spec');
  const strategy = spec.get('updateStrategy');
  const type = strategy.get('type').oneOf(STRATEGIES) ?? 'RollingUpdate';
  const pod = spec.get('template').get('spec');
  return {
    type,
    ...(type === 'OnDelete' ? { maxUnavailable: 0, maxSurge: 0 } : readBudgets(strategy.get('rollingUpdate'))),
    minReadySeconds: wholeNumber(spec.get('minReadySeconds'), 0),
    revisionHistoryLimit: wholeNumber(spec.get('revisionHistoryLimit'), 10),
    template: templateDigest(spec.get('template').value),
    graceSeconds: wholeNumber(pod.get('terminationGracePeriodSeconds'), 30),
    probeSeconds: readProbeSeconds(pod),
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateRollingUpdateDaemonSet */
function readBudgets(rolling: Field): Pick<RolloutSpec, 'maxUnavailable' | 'maxSurge'> {
  const maxUnavailable = readIntOrPercent(rolling.get('maxUnavailable')) ?? 1;
  const maxSurge = readIntOrPercent(rolling.get('maxSurge')) ?? 0;
  const isZero = (budget: IntOrPercent) => scaledValue(budget, 100) === 0;
  if (!isZero(maxUnavailable) && !isZero(maxSurge)) {
    rolling.get('maxSurge').fault('may not be set when maxUnavailable is non-zero', 'write maxUnavailable: 0 as well');
  } else if (isZero(maxUnavailable) && isZero(maxSurge)) {
    rolling.get('maxUnavailable').fault('cannot be 0 when maxSurge is 0');
  }
  return { maxUnavailable, maxSurge };
}

function wholeNumber(field: Field, byDefault: number): number {
  const value = field.integer() ?? byDefault;
  if (value < 0) {
    field.fault('must be 0 or more');
  }
  return value;
}

/** The slowest container decides; how long its process takes before a probe can succeed is not in a manifest. */
function readProbeSeconds(pod: Field): SecondsInterval {
  const containers = pod.get('containers').items().map(readContainerProbes);
  return {
    min: Math.max(0, ...containers.map(({ min }) => min)),
    max: Math.max(0, ...containers.map(({ max }) => max)),
  };
}

function readContainerProbes(container: Field): SecondsInterval {
  const probes = [container.get('startupProbe'), container.get('readinessProbe')].filter(({ present }) => present);
  const intervals = probes.map((probe) => {
    const period = wholeNumber(probe.get('periodSeconds'), 10);
    const successes = wholeNumber(probe.get('successThreshold'), 1);
    const min = wholeNumber(probe.get('initialDelaySeconds'), 0) + (successes - 1) * period;
    return { min, max: min + period };
  });
  return {
    min: intervals.reduce((sum, { min }) => sum + min, 0),
    max: intervals.reduce((sum, { max }) => sum + max, 0),
  };
}

/**
 * The budgets for the nodes that want a pod. Where both come out as 0, the controller takes one node at a time.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/update.go updatedDesiredNodeCounts
 */
export function strategyFor({ type, maxUnavailable, maxSurge }: RolloutSpec, desired: number): RolloutStrategy {
  const budgets = { maxUnavailable: scaledValue(maxUnavailable, desired), maxSurge: scaledValue(maxSurge, desired) };
  const none = type === 'RollingUpdate' && desired > 0 && budgets.maxUnavailable === 0 && budgets.maxSurge === 0;
  return { type, ...budgets, ...(none ? { maxUnavailable: 1 } : {}) };
}
