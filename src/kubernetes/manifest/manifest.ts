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

/** The kinds that a plan reads, and the API group each belongs to: other groups use the same words for other things. */
const GROUPS = {
  DaemonSet: 'apps',
  LimitRange: '',
  Namespace: '',
  Node: '',
  Pod: '',
  PodDisruptionBudget: 'policy',
  PriorityClass: 'scheduling.k8s.io',
  RuntimeClass: 'node.k8s.io',
} as const;

/** A kind that a plan reads. */
export type PlannedKind = keyof typeof GROUPS;

/** Whether a manifest is of Kubernetes' own kind of this name. DaemonSets of the old group `extensions` are meant as such. */
export function isOfKind({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>, wanted: PlannedKind): boolean {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return kind === wanted && (group === GROUPS[wanted] || (wanted === 'DaemonSet' && group === 'extensions'));
}

/** The kind that a plan reads an object as; undefined for one that it does not read. */
export function plannedKind(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): PlannedKind | undefined {
  const { kind } = manifest;
  return Object.hasOwn(GROUPS, kind) && isOfKind(manifest, kind as PlannedKind) ? (kind as PlannedKind) : undefined;
}
