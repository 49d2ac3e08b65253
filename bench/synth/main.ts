import { agentsApp } from './agents-app';
import { NodeInventory } from '../../src';

/** What `cdk8s synth` runs: the file of an inventory is its argument, if there is one. */
const [, , file] = process.argv;
agentsApp(file === undefined ? undefined : NodeInventory.fromFile(file)).synth();
