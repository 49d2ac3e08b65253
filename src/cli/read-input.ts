import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NO_PROGRESS, Progress } from './progress';
import { readAll } from './streams';
import { inventoryFields } from '../inventory/inventory-fields';
import { InventoryReader } from '../inventory/inventory-reader';
import { UnreadableError } from '../kubernetes/manifest/byte-stage';
import { decodedText } from '../kubernetes/manifest/decode-bytes';
import { Fault } from '../kubernetes/manifest/fault';
import { Manifest } from '../kubernetes/manifest/manifest';
import { ManifestStream } from '../kubernetes/manifest/manifest-stream';
import { readManifestFile } from '../kubernetes/manifest/read-manifest-file';
import { isBlank, readManifests } from '../kubernetes/manifest/read-manifests';
import { systemFaultText } from '../kubernetes/manifest/system-fault';

/** Globs are rare, and what reads them is loaded for them alone. */
declare const require: NodeJS.Require;

const STANDARD_INPUT = '-';
const MANIFEST_FILE = /\.(ya?ml|json)$/;

/** Something to read, that is no folder. */
interface Source {
  /** What it is called in faults. */
  readonly name: string;
  readonly path: string;
  /** Whether it was found in a folder rather than named. */
  readonly found: boolean;
}

/** Reads the Kubernetes objects of files, folders and standard input. Each is read once: what is given twice is a fault. */
export class InputReader {
  private readonly seen = new Set<string>();

  /**
   * @param faults gets what cannot be read; reading goes on
   * @param progress is told of every file
   */
  constructor(
    private readonly stdin: NodeJS.ReadableStream,
    private readonly faults: Fault[],
    private readonly progress: Pick<Progress, 'step'> = NO_PROGRESS,
  ) {}

  /** The objects of files, folders (with the folders in them) and `-`, in this order; of a folder in order of path. */
  async manifests(paths: readonly string[]): Promise<Manifest[]> {
    return this.readSources(paths.flatMap((path) => this.sources(path, true)));
  }

  /** What files and `-` tell of nodes, each read as a stream: together they may be more than fits into memory. */
  async inventory(paths: readonly string[]): Promise<InventoryReader> {
    const inventory = new InventoryReader();
    for (const { name, path } of paths.flatMap((each) => this.sources(each, false))) {
      if (path === STANDARD_INPUT) {
        await this.streamInto(inventory, name);
      } else {
        this.progress.step(`Reading ${name}`, statSync(path).size);
        inventory.addAll(readManifestFile(path, inventoryFields, this.faults));
      }
    }
    return inventory;
  }

  private async streamInto(inventory: InventoryReader, name: string): Promise<void> {
    const stream = new ManifestStream(name, inventoryFields, this.faults);
    this.progress.step(`Reading ${name}`, Infinity); // Nobody knows how much there will be, nor how fast it comes.
    try {
      for await (const piece of this.stdin) {
        inventory.addAll(stream.push(Buffer.from(piece)));
        if (stream.stopped) {
          return;
        }
      }
      inventory.addAll(stream.end());
    } catch (error) {
      this.fault(name, `cannot be read: ${systemFaultText(error)}`);
    }
  }

  private sources(path: string, folders: boolean): Source[] {
    if (path === STANDARD_INPUT) {
      return this.once({ name: 'standard input', path, found: false });
    }
    const named = folders ? pathsOf(path) : [path];
    return named.length === 0
      ? this.fault(path, 'matches no file')
      : named.flatMap((each) => this.sourcesAt(each, folders, each !== path));
  }

  private sourcesAt(path: string, folders: boolean, found: boolean): Source[] {
    return this.attempt(path, () => {
      if (!statSync(path).isDirectory()) {
        return this.once({ name: path, path, found });
      }
      if (!folders) {
        return this.fault(path, 'is a folder: expected a file');
      }
      const files = this.filesIn(path);
      return files.length === 0
        ? this.fault(path, 'holds no manifest: expected *.yaml, *.yml or *.json')
        : files.flatMap((file) => this.once({ name: file, path: file, found: true }));
    });
  }

  /** Hidden files and folders are left out: they are the tools' own. */
  private filesIn(folder: string): string[] {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    return names.sort().flatMap((name) => {
      const path = join(folder, name);
      return this.attempt(path, () => {
        if (statSync(path).isDirectory()) {
          return this.filesIn(path);
        }
        return MANIFEST_FILE.test(name) ? [path] : [];
      });
    });
  }

  private once(source: Source): Source[] {
    const { name, path } = source;
    // A pipe, as of process substitution, has no path but the one it is given by.
    const identity = path !== STANDARD_INPUT && statSync(path).isFile() ? realpathSync(path) : path;
    if (this.seen.has(identity)) {
      return this.fault(name, 'is given twice');
    }
    this.seen.add(identity);
    return [source];
  }

  private async readSources(sources: readonly Source[]): Promise<Manifest[]> {
    const manifests: Manifest[] = [];
    for (const source of sources) {
      for (const manifest of await this.read(source)) {
        manifests.push(manifest);
      }
    }
    return manifests;
  }

  private async read({ name, path, found }: Source): Promise<Manifest[]> {
    const stdin = path === STANDARD_INPUT ? await readAll(this.stdin).catch((error: Error) => error) : undefined;
    return this.attempt(name, () => {
      if (stdin instanceof Error) {
        throw stdin;
      }
      this.progress.step(`Reading ${name}`, stdin?.length ?? statSync(path).size);
      const text = decodedText(stdin ?? readFileSync(path));
      if (text.trim() === '' && !found) {
        return this.fault(name, 'is empty: expected YAML or JSON with Kubernetes objects');
      }
      // Renderers leave files of nothing but comments; in a folder they do no harm.
      return found && isBlank(text) ? [] : readManifests(text, name, this.faults);
    });
  }

  private attempt<T>(file: string, read: () => T[]): T[] {
    try {
      return read();
    } catch (error) {
      const unreadable = error instanceof UnreadableError;
      return this.fault(file, unreadable ? error.message : `cannot be read: ${systemFaultText(error)}`);
    }
  }

  private fault(file: string, rule: string): never[] {
    this.faults.push({ file, rule });
    return [];
  }
}

/** The files that a glob matches, in order; a path that is there, or is no glob, by itself. */
function pathsOf(path: string): string[] {
  if (!/[*?[{]/.test(path) || existsSync(path)) {
    return [path];
  }
  const { globSync } = require('tinyglobby') as typeof import('tinyglobby');
  return globSync(path.replaceAll('\\', '/'), { expandDirectories: false }).sort();
}
