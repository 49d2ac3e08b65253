import { App } from 'cdk8s';
import { composeCatalogue } from './chart';

const app = new App();
composeCatalogue(app);
app.synth();
