import { changeScenarios } from './changes';
import { clusterScenarios } from './clusters';
import { fileScenarios } from './files';
import { inventoryScenarios } from './inventory';
import { planScenarios } from './plan';
import { reportScenarios } from './reports';
import { synthScenarios } from './synth';
import { yamlScenarios } from './yaml';
import { Scenario } from '../scenario';

export const SCENARIOS: readonly Scenario[] = [
  ...planScenarios,
  ...inventoryScenarios,
  ...fileScenarios,
  ...yamlScenarios,
  ...changeScenarios,
  ...reportScenarios,
  ...synthScenarios,
  ...clusterScenarios,
];
