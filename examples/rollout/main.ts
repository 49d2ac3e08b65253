import { join } from 'path';
import { App } from 'cdk8s';
import { EdgeProxy } from './chart';

const app = new App({ outdir: join(__dirname, 'dist') });
new EdgeProxy(app, 'edge-proxy', { version: '2.1.0' });
app.synth();
