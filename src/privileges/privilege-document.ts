import { BrokenControl } from '../kubernetes/pod-security/broken-control';
import { PodSecurityLevel } from '../kubernetes/pod-security/level';

/**
 * Who a container runs as: `root`, `nonRoot`, or `image` where the manifest leaves it to the image, which for most is
 * root.
 */
export type ContainerUser = 'root' | 'nonRoot' | 'image';

/** What a container may do. */
export interface ContainerPrivileges {
  readonly name: string;
  /** Whether it is an init container; a sidecar is one too. */
  readonly init: boolean;
  /** Whether it has every capability and every device of the node. */
  readonly privileged: boolean;
  readonly user: ContainerUser;
  /**
   * Number of the user.
   * @default - the manifest says none
   */
  readonly runAsUser?: number;
  /** Capabilities that it adds, as written. */
  readonly addedCapabilities: string[];
  /** Capabilities that it drops, as written. */
  readonly droppedCapabilities: string[];
  /** Whether a program in it may gain more privileges than the container started with, which is so unless it is said. */
  readonly allowPrivilegeEscalation: boolean;
  /** Whether it can write to its own file system. */
  readonly readOnlyRootFilesystem: boolean;
}

/** Where a container sees a path of the node. */
export interface HostPathMount {
  readonly container: string;
  readonly mountPath: string;
  /** Whether it cannot write there. File systems mounted below the path stay writable, as Kubernetes has it. */
  readonly readOnly: boolean;
  /** `None`, `HostToContainer` or `Bidirectional`. */
  readonly propagation: string;
}

/** A path of the node that an agent may reach. */
export interface HostPathAccess {
  /** The path, with the subpath that is mounted. */
  readonly path: string;
  /**
   * What must be there.
   * @default - nothing is checked
   */
  readonly type?: string;
  /** Whether some container may write there. */
  readonly writable: boolean;
  /** Who mounts it; empty for a volume that no container mounts. */
  readonly mounts: HostPathMount[];
}

/** A port of the node that an agent takes. */
export interface HostPortUse {
  readonly port: number;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
  /** `0.0.0.0` means every address. */
  readonly hostIp: string;
}

/** Something an agent may do to the cluster by its service account, and that leads to more. */
export interface SensitivePermission {
  /** The role that allows it, as `ClusterRole name` or `Role name`. */
  readonly role: string;
  /** Empty for the core group, `*` for all. */
  readonly apiGroup: string;
  /** Such as `secrets` or `pods/exec`; `*` for all. */
  readonly resource: string;
  /** `*` for all. */
  readonly verbs: string[];
  /**
   * Where it holds.
   * @default - in every namespace, and for what has none
   */
  readonly namespace?: string;
  /**
   * The objects that it is restricted to.
   * @default - all
   */
  readonly resourceNames?: string[];
  /** What its holder can do with it. */
  readonly risk: string;
}

/** What an agent may do to its nodes and to the cluster. */
export interface AgentPrivileges {
  readonly namespace: string;
  /** Name of the DaemonSet. */
  readonly name: string;
  /** The strictest Pod Security level that admits its pods. */
  readonly level: PodSecurityLevel;
  /** What a namespace at level baseline refuses its pods for; empty when it admits them. */
  readonly baselineViolations: BrokenControl[];
  /** What a namespace at level restricted refuses its pods for; empty when it admits them. */
  readonly restrictedViolations: BrokenControl[];
  /** The namespaces of the node that it shares: `hostNetwork`, `hostPID`, `hostIPC`. */
  readonly hostNamespaces: string[];
  /** Whether its root is root of the node; not so with `hostUsers: false`. */
  readonly hostUsers: boolean;
  readonly containers: ContainerPrivileges[];
  /** In order of path. */
  readonly hostPaths: HostPathAccess[];
  /** Sockets of the node that it mounts, and sockets of container runtimes that lie in what it mounts, sorted. */
  readonly sockets: string[];
  /** In order of port. */
  readonly hostPorts: HostPortUse[];
  readonly serviceAccount: string;
  /** What its service account may do that leads to more, by the roles among the manifests. */
  readonly permissions: SensitivePermission[];
}

/** A workload other than an agent that lives in a namespace. */
export interface WorkloadLevel {
  readonly kind: string;
  readonly name: string;
  /** The strictest Pod Security level that admits its pods. */
  readonly level: PodSecurityLevel;
}

/** A namespace in which agents live, and the Pod Security labels it should have. */
export interface NamespacePrivileges {
  readonly name: string;
  /** The strictest level that admits everything in it. */
  readonly level: PodSecurityLevel;
  /** The labels to set: enforced and warned of at the level, audited at the next stricter one, by the version of the report. */
  readonly labels: Record<string, string>;
  /**
   * The Pod Security labels of the Namespace among the manifests.
   * @default - no manifest is this Namespace
   */
  readonly declaredLabels?: Record<string, string>;
  /** Names of the DaemonSets in it, sorted. */
  readonly agents: string[];
  /** What else of the manifests runs in it, by kind and name. */
  readonly workloads: WorkloadLevel[];
}

/** Something to change about Pod Security. */
export interface PrivilegeFinding {
  /** Identifier of the finding. */
  readonly rule: string;
  /** `error`: pods are refused. `warning`: the labels do not do what they say. `info`: they could do more. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly namespace: string;
  /**
   * The DaemonSet.
   * @default - it is about the namespace as a whole
   */
  readonly daemonSet?: string;
  readonly message: string;
  /** What to change. */
  readonly fix: string;
}

/** What the agents may do, as data; its JSON form has the schema `schemas/privilege-report.json`. */
export interface PrivilegeReportDocument {
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version of Kubernetes whose Pod Security policy counts, such as `1.36`. */
  readonly kubernetesVersion: string;
  /** In order of namespace and name. */
  readonly agents: AgentPrivileges[];
  /** The namespaces of the agents, in order of name. */
  readonly namespaces: NamespacePrivileges[];
  readonly findings: PrivilegeFinding[];
  /** What is not among the manifests and counts as nothing, a sentence each. */
  readonly assumptions: string[];
}
