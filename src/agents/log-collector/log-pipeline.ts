import type { OptionFaults } from '../option-faults';
import type { LogFormat } from './log-format';
import type { LogTarget } from './log-target';

/** What a collector does with the logs of a node, before it is told in the language of a product. */
export interface LogPipeline {
  readonly target: LogTarget;
  readonly format: LogFormat;
  /** Pattern of the files that are read: a symbolic link for each container, named pod_namespace_container-id.log. */
  readonly containerLogs: string;
  /** Patterns of those that are left out. */
  readonly exclude: string[];
  /** What the links lead to: a directory namespace_pod_uid for each pod, and one for each container in it. */
  readonly podLogs: string;
  /** The files that are left out, as they are called there. */
  readonly excludePods: string[];
  /** Whether the node runs Windows. */
  readonly windows: boolean;
  /** The most memory that the collector may use, in MiB; none without a limit. */
  readonly memoryMebibytes?: number;
  /** Directory of the node for all the collector must not forget. */
  readonly stateDirectory: string;
  /** File in which the collector remembers how far it has read, if it takes one. */
  readonly positionFile: string;
  /** Directory of records that are read and not yet delivered. */
  readonly bufferDirectory: string;
  /** Whether records are joined with what the API server knows of their pod. */
  readonly kubernetesMetadata: boolean;
  /** Seconds between two deliveries. */
  readonly flushSeconds: number;
  /** Parameters of the product's output plugin, in its own words. */
  readonly outputParameters: Record<string, string>;
}

/** Bytes of records that wait on the node for the output, before the reading pauses. */
export const MAX_BUFFER_BYTES = 512 * 1024 * 1024;

/** Docker cuts lines after 16 KiB and then writes them as JSON, in up to six times as many bytes. */
export const MAX_LINE_BYTES = 128 * 1024;

/** Seconds until the log of a new container is noticed; usual defaults of 10 to 60 miss what lives shorter. */
export const REFRESH_SECONDS = 5;

/** Longest pause in seconds between two attempts to deliver. There is no last attempt: positions and buffers are kept. */
export const MAX_RETRY_SECONDS = 30;

/** Adds parameters in the caller's words to those of a rendered output, which they must not contradict. */
export function withOutputParameters<T>(
  output: Record<string, T>,
  parameters: Record<string, string>,
  faults: OptionFaults,
): Record<string, T | string> {
  for (const [name, value] of Object.entries(parameters)) {
    faults.require(/^[A-Za-z_][\w.-]*$/.test(name), `outputParameters: ${JSON.stringify(name)} is no parameter name`);
    faults.require(
      !Object.keys(output).some((known) => known.toLowerCase() === name.toLowerCase()),
      `outputParameters: ${name} is already decided by the LogOutput; change it there`,
    );
    faults.plainText(`outputParameters: ${name}`, value);
  }
  return { ...output, ...parameters };
}
