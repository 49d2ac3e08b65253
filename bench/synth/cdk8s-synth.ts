import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { keptOf } from '../../src/snapshot/kept-fields';
import { SnapshotFile } from '../../src/snapshot/snapshot-file';
import { fleetObjects } from '../fleet/fleet';

const ROOT = process.cwd();
const SNAPSHOT = 'nodes.json';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** `cdk8s synth` of the app as a user types it: the command, Node.js, the modules, the app and its files. */
export class Cdk8sSynth {
  /** Compiles the library and the app, file by file as they are published. */
  static async prepare(nodes: number): Promise<Cdk8sSynth> {
    const synth = new Cdk8sSynth();
    await build({
      entryPoints: ['src/**/*.ts', 'bench/synth/*-app.ts', 'bench/synth/main.ts'].map((glob) => join(ROOT, glob)),
      outdir: join(synth.folder, 'app'),
      outbase: ROOT,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
    });
    synth.writeSnapshot(nodes);
    return synth;
  }

  private readonly folder: string;

  private constructor() {
    // Below the modules that it requires.
    const cache = join(ROOT, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    this.folder = mkdtempSync(join(cache, 'bench-'));
  }

  run({ planned }: { readonly planned: boolean }): void {
    const app = `node app/bench/synth/main.js${planned ? ` ${SNAPSHOT}` : ''}`;
    const cli = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin/cdk8s');
    // Whether there is a newer one is asked of the network.
    execFileSync(process.execPath, [cli, 'synth', '--check-upgrade=false', '--app', app], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  discard(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** The nodes and their pods as `node-agents snapshot` writes them. */
  private writeSnapshot(nodes: number): void {
    const file = new SnapshotFile(join(this.folder, SNAPSHOT));
    for (const object of fleetObjects(nodes, { pods: 'crowding' }) as KubernetesObject[]) {
      const { apiVersion, kind } = object;
      file.append([{ apiVersion, kind, ...keptOf(kind, object) }]);
    }
    file.finish();
  }
}
