import { join } from 'path';
import { App } from 'cdk8s';
import { NodeExporterChart } from './chart';

const app = new App({ outdir: join(__dirname, 'dist') });
new NodeExporterChart(app, 'node-exporter');
app.synth();
