import type { SecretValue } from 'cdk8s-plus-28';

/** Options for `SecuritySensor.wazuh`. */
export interface WazuhOptions {
  /** The host of the manager. */
  readonly manager: string;

  /**
   * The port of the manager that events go to.
   *
   * @default 1514
   */
  readonly managerPort?: number;

  /**
   * The host that agents are enrolled by.
   *
   * @default - the manager
   */
  readonly registrationServer?: string;

  /**
   * The port that agents are enrolled by.
   *
   * @default 1515
   */
  readonly registrationPort?: number;

  /**
   * The password of the enrollment.
   *
   * @default - none; the manager takes every agent
   */
  readonly registrationPassword?: SecretValue;

  /**
   * Groups of the manager that the agents are put in.
   *
   * @default - the manager's default group
   */
  readonly groups?: string[];

  /**
   * Directories of the node whose files are watched for changes.
   *
   * @default ["/etc", "/usr/bin", "/usr/sbin"]
   */
  readonly watchedDirectories?: string[];

  /**
   * Logs of the node that are read, in syslog format, below `/var/log`. Those that a node does not have are left out.
   *
   * @default ["/var/log/syslog", "/var/log/messages", "/var/log/auth.log", "/var/log/secure"]
   */
  readonly logs?: string[];

  /**
   * A directory of the node of its own, for the key it was enrolled with and what it knows of files: without, every restart
   * enrolls another agent.
   *
   * @default - /var/lib/cdk8s-node-agents/ and the name of the DaemonSet
   */
  readonly stateDirectory?: string;
}
