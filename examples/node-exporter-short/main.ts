import { join } from 'path';
import { App } from 'cdk8s';
import { NodeExporterShortChart } from './chart';

const app = new App({ outdir: join(__dirname, 'dist') });
new NodeExporterShortChart(app, 'node-exporter-short');
app.synth();
