import { App } from 'cdk8s';
import { Agents, FleetPlan } from './chart';

const app = new App();
const agents = new Agents(app, 'agents');
new FleetPlan(app, 'fleet-plan', {
  agents,
  shards: 16,
  image: 'registry.example/node-agents:1.0.0',
  inventories: 'inventories',
  plans: 'plans',
});
app.synth();
