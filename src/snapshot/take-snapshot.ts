import { createHash } from 'node:crypto';
import { CLUSTER_RESOURCES, ClusterResource, groupOf } from './cluster-resource';
import { keptOf } from './kept-fields';
import { KubectlError, RawGet } from './kubectl';
import { ListOptions, listPages } from './list-pages';

/** How a snapshot is taken. */
export interface SnapshotOptions extends Partial<ListOptions> {
  /** Whether names of pods become digests. */
  readonly hashPodNames?: boolean;
  /** Hears how far a kind is; `total` is undefined until the server tells it. */
  readonly onProgress?: (resource: string, read: number, total: number | undefined) => void;
}

const PAGES: ListOptions = { pageSize: 500, retries: 3, retryDelay: 1000 };

/** Objects of one kind, as many as came at once. */
export interface SnapshotBatch {
  /** The kind, by its name in paths. */
  readonly resource: string;
  readonly objects: readonly object[];
  /** Whether the kind begins anew: what came of it before counts no more. */
  readonly anew?: boolean;
}

/**
 * What a plan needs of a cluster: nodes, running pods, and the objects that decide about them, with the fields that are
 * read, kind by kind and batch by batch. A kind that the cluster does not have is left out.
 *
 * @param get reads the API
 * @throws KubectlError, in one line, when something cannot be read
 */
export async function* takeSnapshot(get: RawGet, options: SnapshotOptions = {}): AsyncGenerator<SnapshotBatch> {
  for (const resource of CLUSTER_RESOURCES) {
    yield* readKind(get, resource, options);
  }
}

async function* readKind(
  get: RawGet,
  resource: ClusterResource,
  options: SnapshotOptions,
): AsyncGenerator<SnapshotBatch> {
  let read = 0;
  try {
    for await (const page of listPages(get, resource, { ...PAGES, ...options })) {
      if (page === 'restart') {
        read = 0;
        yield { resource: resource.resource, objects: [], anew: true };
        continue;
      }
      read += page.items.length;
      const total = page.remaining === undefined ? undefined : read + page.remaining;
      options.onProgress?.(resource.resource, read, total);
      yield { resource: resource.resource, objects: page.items.map((item) => kept(item, resource, options)) };
    }
  } catch (error) {
    if (!(error instanceof KubectlError)) {
      throw error;
    }
    if (error.reason !== 'notFound' || read > 0) {
      throw explained(error, resource);
    }
  }
}

/** Items of a list do not say their kind. */
function kept(item: unknown, { apiVersion, kind }: ClusterResource, { hashPodNames }: SnapshotOptions): object {
  const object = kind === 'DaemonSet' ? daemonSet(item) : keptOf(kind, item);
  return { apiVersion, kind, ...(hashPodNames && kind === 'Pod' ? withHashedName(object) : object) };
}

const SERVER_FIELDS = ['managedFields', 'uid', 'resourceVersion', 'creationTimestamp', 'selfLink'];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function daemonSet(item: unknown): object {
  const { metadata = {}, spec } = item as { metadata?: Record<string, unknown>; spec?: unknown };
  const fields = Object.entries(metadata).filter(([field]) => !SERVER_FIELDS.includes(field));
  const { annotations, ...rest } = Object.fromEntries(fields);
  const notes = Object.entries((annotations as Record<string, string>) ?? {}).filter(([key]) => key !== LAST_APPLIED);
  return { metadata: { ...rest, ...(notes.length > 0 && { annotations: Object.fromEntries(notes) }) }, spec };
}

function withHashedName(pod: any): object {
  const { namespace, name } = pod.metadata;
  const digest = createHash('sha256').update(`${namespace}/${name}`).digest('hex').slice(0, 16);
  return { ...pod, metadata: { ...pod.metadata, name: `pod-${digest}` } };
}

function explained({ message, reason }: KubectlError, resource: ClusterResource): KubectlError {
  const group = groupOf(resource);
  const what = `${resource.resource}${group && `.${group}`}`;
  const hint = reason === 'forbidden' ? '; what it takes: node-agents snapshot --print-rbac' : '';
  return new KubectlError(reason === 'missing' ? message : `${what} cannot be listed: ${message}${hint}`, reason);
}
