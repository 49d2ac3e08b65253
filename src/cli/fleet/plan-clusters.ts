import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ClusterFiles } from './find-clusters';
import { asData, FleetSetup } from './fleet-setup';
import { planCluster } from './plan-cluster';
import { ClusterSummary, unreadableCluster } from '../../planner/fleet/cluster-summary';
import { countText, wholeText } from '../../report/units';
import { Progress } from '../progress';

/** Beside this file, and bundled beside the bundle of it. */
export const CLUSTER_WORKER = join(__dirname, 'cluster-worker');

/** Less is planned before a thread has started. */
const FEW_BYTES = 8_000_000;

/** How the work is done. */
export interface Work {
  /** How many threads at once. @default - one for each core; none for a few small clusters */
  readonly jobs?: number;
  readonly progress?: Pick<Progress, 'step'>;
  /** What a thread runs. @default CLUSTER_WORKER */
  readonly worker?: string;
}

/** The plans of clusters, in their order. */
export async function planClusters(
  clusters: readonly ClusterFiles[],
  setup: FleetSetup,
  { jobs, progress, worker = CLUSTER_WORKER }: Work = {},
): Promise<ClusterSummary[]> {
  const bytes = clusters.reduce((sum, { nodes }) => sum + bytesOf(nodes), 0);
  let done = 0;
  const step = () => progress?.step(`Planned ${wholeText(done++)} of ${countText(clusters.length, 'cluster')}`, bytes);
  step();
  if (jobs === undefined && (bytes < FEW_BYTES || clusters.length === 1)) {
    const summaries: ClusterSummary[] = [];
    for (const cluster of clusters) {
      summaries.push(await planCluster(cluster, setup));
      step();
    }
    return summaries;
  }
  return inThreads(clusters, setup, { jobs: jobs ?? availableParallelism(), worker, step });
}

/** @param worker what a thread runs, as `planInThread` */
async function inThreads(
  clusters: readonly ClusterFiles[],
  setup: FleetSetup,
  { jobs, worker, step }: { readonly jobs: number; readonly worker: string; readonly step: () => void },
): Promise<ClusterSummary[]> {
  const { Tinypool } = await import('tinypool');
  const threads = Math.min(jobs, clusters.length);
  // With fewer than the most at any time, nobody would take over from a thread that ended early.
  const pool = new Tinypool({
    filename: moduleThatRequires(worker),
    name: 'planInThread',
    minThreads: threads,
    maxThreads: threads,
    workerData: asData(setup),
  });
  const planned = clusters.map(async (cluster): Promise<ClusterSummary> => {
    try {
      return await pool.run(cluster);
    } catch (error) {
      return unreadableCluster(cluster.name, [`${cluster.path}: ${crashText(error as NodeJS.ErrnoException)}`]);
    } finally {
      step();
    }
  });
  try {
    return await Promise.all(planned);
  } finally {
    await pool.destroy();
  }
}

/** Threads import modules; what is required is found with or without a compiler in between. */
function moduleThatRequires(file: string): string {
  const path = JSON.stringify(file);
  const code = `import { createRequire } from 'node:module'; export default createRequire(${path})(${path});`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** What ended the thread of a cluster; the pool starts another one for the next. */
function crashText({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'its plan ran out of memory: try NODE_OPTIONS=--max-old-space-size=8192, or fewer --jobs at once'
    : `its plan ended early: ${message}`;
}

/** What cannot be asked is told when it is read. */
function bytesOf(files: readonly string[]): number {
  return files.reduce((sum, file) => {
    try {
      return sum + statSync(file).size;
    } catch {
      return sum;
    }
  }, 0);
}
