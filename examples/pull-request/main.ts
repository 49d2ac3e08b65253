import { join } from 'path';
import { App } from 'cdk8s';
import { MAIN, OPENED, Platform, REVIEWED } from './chart';

for (const [folder, props] of [
  ['main', MAIN],
  ['opened', OPENED],
  ['reviewed', REVIEWED],
] as const) {
  const app = new App({ outdir: join(__dirname, 'dist', folder) });
  new Platform(app, 'platform', props);
  app.synth();
}
