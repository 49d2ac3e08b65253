import { join } from 'path';
import { App } from 'cdk8s';
import { FluentdElasticsearchChart } from './chart';

const app = new App({ outdir: join(__dirname, 'dist') });
new FluentdElasticsearchChart(app, 'fluentd-elasticsearch');
app.synth();
