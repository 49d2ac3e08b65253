import { DaemonSetChange } from './daemon-set-change';
import { LineUp } from './line-up';
import { RolloutRollback, RolloutStatus, SecondsInterval } from './rollout-document';
import { RolloutFleet } from './rollout-fleet';
import { RolloutRules } from './rollout-rules';
import { Simulation } from './simulation/simulate';
import { WorstCase } from './worst-case';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';

/** A rollout as it was worked out. */
export interface PlannedRollout {
  readonly version: KubernetesVersion;
  readonly change: DaemonSetChange;
  readonly fleet: RolloutFleet;
  readonly rules: RolloutRules;
  /** The nodes in the order in which the controller comes to them. */
  readonly lineUp: LineUp;
  /** How it goes when everything takes its longest. */
  readonly simulation: Simulation;
  readonly seconds: SecondsInterval;
  readonly worstCase: WorstCase;
  readonly status: RolloutStatus;
  readonly completes: boolean;
  readonly rollback: RolloutRollback;
  readonly assumptions: readonly string[];
}
