import { LOGGING } from './upstream/logging';
import { MONITORING } from './upstream/monitoring';
import { NETWORK } from './upstream/network';
import { NODE_CARE } from './upstream/node-care';
import { RUNTIMES } from './upstream/runtimes';
import { SECURITY } from './upstream/security';
import { STORAGE_AND_DEVICES } from './upstream/storage-and-devices';

/** Which containers of a pod are privileged: none, init containers alone, or one that keeps running. */
export type Privileged = 'none' | 'init' | 'main';

/** What the project of an agent ships by default, as far as privileges go. Facts, read from its manifest or chart. */
export interface UpstreamFacts {
  /** The manifest or chart that was read, with its version or commit. */
  readonly source: string;
  /** Where that can be read, as it was. */
  readonly link: string;
  /** @default 'none' */
  readonly privileged?: Privileged;
  /** Capabilities that containers which are not privileged get: with `DEFAULT`, those a runtime gives unless they are dropped. */
  readonly capabilities: string[];
  /** @default - none */
  readonly hostNamespaces?: string[];
  /** Paths of the node that it may write to. */
  readonly writes: string[];
  /** Paths of the node that it may read, beside these. @default - none */
  readonly reads?: string[];
  /** What it may do with which resource of the API server, in any namespace, as `get list watch`. */
  readonly permissions: Record<string, string>;
  /** ClusterRoles that it is bound to and does not bring. */
  readonly clusterRoles?: string[];
  /** What the construct of this library needs beyond that, and why. */
  readonly beyond?: Record<string, string>;
}

/** Why there is nothing to compare with. */
export interface NoUpstream {
  readonly none: string;
}

/** Facts by name of the agent. */
export type Upstreams = Record<string, UpstreamFacts | NoUpstream>;

export const UPSTREAM: Upstreams = {
  ...LOGGING,
  ...MONITORING,
  ...NETWORK,
  ...SECURITY,
  ...STORAGE_AND_DEVICES,
  ...RUNTIMES,
  ...NODE_CARE,
};
