import { App } from 'cdk8s';
import { EdgeLogs, EVERY_NODE } from './chart';
import { fleet } from './fleet';
import { Coverage, PlacementValidation } from 'cdk8s-node-agents';

const app = new App();
const { collectors } = new EdgeLogs(app, 'edge-logs');
const variants = collectors.map(({ daemonSet }) => daemonSet);
PlacementValidation.attach(app, { inventory: fleet, require: [Coverage.exactlyOne(variants, EVERY_NODE)] });
app.synth();
