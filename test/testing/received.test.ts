import { App, Chart } from 'cdk8s';
import '../../src/testing';
import { daemonSet, node, planOf } from '../fixtures';

const plan = planOf([node('a')], [daemonSet('logs')]);
const made = 'toRunOn takes a PlacementPlan, which PlacementPlanner.plan(inventory, chart) makes; it received';

test.each<[string, unknown, string]>([
  ['a chart', new Chart(new App(), 'agents'), `${made} a Chart: plan it first`],
  ['manifests', [daemonSet('logs')], `${made} an Array: give one plan at a time`],
  [
    'the document of a plan',
    plan.toJson(),
    `${made} an object of kind PlacementPlan: give the plan itself, not its toJson()`,
  ],
  ['a promise', Promise.resolve(plan), `${made} a Promise: await it first`],
  ['another plan', plan.after([]), `${made} a PlacementEvents`],
  ['nothing', undefined, `${made} undefined`],
  ['text', 'logs', `${made} a string`],
  ['an object of no class', Object.create(null), `${made} an Object`],
])('%s instead of a plan is told, with what makes a plan', (_, value, message) => {
  expect(() => expect(value).toRunOn('logs', 'a')).toThrow(message);
  expect(() => expect(value).not.toRunOn('logs', 'a')).toThrow(message);
});

test.each<[string, () => void, string]>([
  [
    'toComplete',
    () => expect(plan).toComplete(),
    'takes a RolloutPlan, which RolloutPlanner.plan(inventory, from, to) makes',
  ],
  [
    'toBootstrap',
    () => expect(plan).toBootstrap(),
    'takes a BootstrapPlan, which BootstrapPlanner.plan(inventory, chart) makes',
  ],
  [
    'toChangeNothing',
    () => expect(plan).toChangeNothing(),
    'takes a PlacementChange, which PlacementChange.between(before, after) makes',
  ],
  ['toKeepEveryPod', () => expect(plan).toKeepEveryPod(), 'takes a PlacementEvents, which plan.after([…]) makes'],
  [
    'toEvictNothing',
    () => expect(1).toEvictNothing(),
    'takes a PlacementPlan or a RolloutPlan or a PlacementChange or a PlacementEvents',
  ],
])('%s says which plan it takes', (_, assertion, message) => {
  expect(assertion).toThrow(message);
});
