import { Volume } from './schema/volume';

/** What the containers of a pod are checked against. */
export interface PodContext {
  /** The volumes without a fault, by name. */
  readonly volumes: ReadonlyMap<string, Volume>;
  /** Names of the pod's resource claims. */
  readonly claims: ReadonlySet<string>;
  /** Seconds that a pod has to stop. */
  readonly gracePeriod: number;
  readonly restartPolicy: string;
  /** Whether the pod shares the user namespace of the host. */
  readonly hostUsers: boolean;
}
