import { join } from 'path';
import { App } from 'cdk8s';
import { FluentdChart } from './chart';

const app = new App({ outdir: join(__dirname, 'dist') });
new FluentdChart(app, 'fluentd');
app.synth();
