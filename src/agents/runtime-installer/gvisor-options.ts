/** Options for `SandboxRuntime.gvisor`. */
export interface GvisorOptions {
  /** The image that installs runsc into the file system mounted at `/host`, and ends. */
  readonly installerImage: string;

  /**
   * Flags of runsc: name to value, without dashes.
   *
   * @default - none
   */
  readonly flags?: Record<string, string>;

  /**
   * The label that opts a node in, as `key=value`. The RuntimeClass selects it too.
   *
   * @default "sandbox.gke.io/runtime=gvisor"
   */
  readonly optIn?: string;

  /**
   * Name of the RuntimeClass.
   *
   * @default "gvisor"
   */
  readonly runtimeClassName?: string;

  /**
   * What the container runtime of the nodes calls it once it is installed.
   *
   * @default "runsc"
   */
  readonly handler?: string;
}
