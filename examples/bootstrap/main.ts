import { join } from 'path';
import { App } from 'cdk8s';
import { AT_FIRST, MENDED, NodeStart } from './chart';

for (const [folder, props] of [
  ['at-first', AT_FIRST],
  ['mended', MENDED],
] as const) {
  const app = new App({ outdir: join(__dirname, 'dist', folder) });
  new NodeStart(app, 'node-start', props);
  app.synth();
}
