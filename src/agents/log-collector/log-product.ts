import type * as kplus from 'cdk8s-plus-28';
import type { RoleDefaults } from '../agent-role';
import type { OptionFaults } from '../option-faults';
import type { Reach } from '../reach';
import type { LogPipeline } from './log-pipeline';
import type { LogTarget } from './log-target';
import type { WindowsServer } from '../windows-server';

/** A log collector as software: what its image holds, needs and serves, and how it is told what to do. */
export interface LogProduct {
  /** Name of the container. */
  readonly name: string;
  /** Its command line, given where it keeps what it must not forget. */
  readonly args?: (stateDirectory: string) => string[];
  /** Directory the configuration is mounted at, and the file in it that the program reads. */
  readonly configDirectory: string;
  readonly configFile: string;
  /** File below the state directory in which it remembers how far it has read, if that is told file by file. */
  readonly positionFile?: string;
  /** The environment variable by which the program, or a plugin of it, looks for the name of its node. */
  readonly nodeNameVariable: string;
  /** Which logs of the node a rendered configuration reads: those in /var/log, or of pods alone. One that reads none receives. */
  readonly reads: 'logs' | 'pod logs' | 'nothing';
  /** A second file of the same ConfigMap, which lies among others of the image, given where the program keeps its state. */
  readonly settings?: {
    readonly file: string;
    readonly path: string;
    readonly render: (stateDirectory: string) => string;
  };
  /** Further environment variables, given the most memory that it may use, in MiB; none without a limit. */
  readonly variables?: (memoryMebibytes?: number) => Record<string, string>;
  /** What it needs otherwise than other collectors. */
  readonly defaults?: RoleDefaults;
  /** How it is reached unless its user says otherwise. */
  readonly reach?: Reach;
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
    /** Ports that take records from others, of `ports`. */
    readonly receivers?: kplus.ContainerPort[];
  };
  /** What is otherwise on Windows; nothing where its project publishes no image for that. */
  readonly windows?: {
    readonly args: (stateDirectory: string) => string[];
    readonly configDirectory: string;
    /** The images that can deliver to the target, by version of Windows Server. */
    images(target?: LogTarget): Partial<Record<WindowsServer, string>>;
  };
  /** The image that can deliver to the target; without one, to as many as possible. */
  image(target?: LogTarget): string;
  /** The pipeline in the language of the product. */
  render(pipeline: LogPipeline, faults: OptionFaults): string;
}
