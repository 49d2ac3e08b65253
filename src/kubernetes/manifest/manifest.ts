/** A Kubernetes object as it was given, and where it came from. */
export interface Manifest {
  readonly object: Record<string, unknown>;
  readonly apiVersion: string;
  readonly kind: string;
  /** File or stream it was read from. @default - it was given as an object */
  readonly file?: string;
  /** The object as `Kind namespace/name`, for messages. */
  readonly describe: () => string;
  /** The line in the file where a field stands, or the nearest one around it. @default - unknown */
  readonly locate?: (keys: readonly (string | number)[]) => number | undefined;
}
