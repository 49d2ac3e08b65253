import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, InputError, throwFaults } from '../../kubernetes/manifest/fault';
import { systemFaultText } from '../../kubernetes/manifest/system-fault';

/** A cluster by the files that stand for it. */
export interface ClusterFiles {
  readonly name: string;
  /** The file or folder that names it. */
  readonly path: string;
  /** What would be its `--nodes`. */
  readonly nodes: readonly string[];
  /** The folder of manifests that are its own. @default - it has none */
  readonly manifests?: string;
}

const INVENTORY = /\.(ya?ml|json|jsonl|ndjson)(\.gz)?$/;
const OWN_MANIFESTS = 'manifests';

/**
 * The clusters of a fleet, in order of name: each is a file of this name, or a folder with all its files. What is hidden
 * or holds no Kubernetes objects is left alone.
 *
 * @throws InputError when there is no such folder, no cluster in it, or two are of one name
 */
export function findClusters(folder: string): ClusterFiles[] {
  const clusters = namesIn(folder).flatMap((name): ClusterFiles[] => {
    const path = join(folder, name);
    if (isFolder(path)) {
      const own = join(path, OWN_MANIFESTS);
      return [{ name, path, nodes: inventoriesIn(path), ...(isFolder(own) && { manifests: own }) }];
    }
    return INVENTORY.test(name) ? [{ name: name.replace(INVENTORY, ''), path, nodes: [path] }] : [];
  });
  throwFaults(clusters.length === 0 ? [noCluster(folder)] : sameNames(clusters));
  return clusters.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function noCluster(file: string): Fault {
  return { file, rule: 'holds no inventory: expected CLUSTER.json, CLUSTER.yaml or a folder CLUSTER for each cluster' };
}

function sameNames(clusters: readonly ClusterFiles[]): Fault[] {
  const paths = new Map<string, string>();
  return clusters.flatMap(({ name, path }) => {
    const first = paths.get(name);
    paths.set(name, first ?? path);
    return first ? [{ file: path, rule: `is a second inventory of cluster ${name}: ${first} is one too` }] : [];
  });
}

function inventoriesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name !== OWN_MANIFESTS)
    .map((name) => join(folder, name))
    .flatMap((path) => (isFolder(path) ? inventoriesIn(path) : INVENTORY.test(path) ? [path] : []));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === 'ENOTDIR';
    const rule = isFile ? 'is a file: expected a folder with an inventory for each cluster' : systemFaultText(error);
    throw new InputError([{ file: folder, rule: isFile ? rule : `cannot be read: ${rule}` }]);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // Whoever reads it says what is wrong.
  }
}
