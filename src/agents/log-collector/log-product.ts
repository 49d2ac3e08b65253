import type * as kplus from 'cdk8s-plus-28';
import type { OptionFaults } from '../option-faults';
import type { LogPipeline } from './log-pipeline';
import type { LogTarget } from './log-target';

/** A log collector as software: what its image holds, needs and serves, and how it is told what to do. */
export interface LogProduct {
  /** Name of the container. */
  readonly name: string;
  readonly args?: string[];
  /** Directory the configuration is mounted at, and the file in it that the program reads. */
  readonly configDirectory: string;
  readonly configFile: string;
  readonly positionFile: string;
  /** The environment variable by which the program, or a plugin of it, looks for the name of its node. */
  readonly nodeNameVariable: string;
  /** Directories the program writes to and forgets. */
  readonly scratch: string[];
  readonly resources: kplus.ContainerResources;
  /** What joining records with their pods asks of the API server. */
  readonly metadataRules: kplus.ClusterRolePolicyRule[];
  /** What a rendered configuration serves. */
  readonly serves: {
    readonly ports: kplus.ContainerPort[];
    readonly liveness: kplus.Probe;
    readonly readiness: kplus.Probe;
    readonly metrics?: { readonly port: number; readonly path: string };
  };
  /** The image that can deliver to the target; without one, to as many as possible. */
  image(target?: LogTarget): string;
  /** The pipeline in the language of the product. */
  render(pipeline: LogPipeline, faults: OptionFaults): string;
}
