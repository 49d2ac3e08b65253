import { App } from 'cdk8s';
import { Platform } from './chart';

// A pod of the platform may be pending on this fleet, as the plan shows; chart.test.ts says which.
const app = new App();
new Platform(app, 'platform');
app.synth();
