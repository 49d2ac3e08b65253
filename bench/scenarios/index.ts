import { clusterScenarios } from './clusters';
import { inventoryScenarios } from './inventory';
import { planScenarios } from './plan';
import { yamlScenarios } from './yaml';
import { Scenario } from '../scenario';

export const SCENARIOS: readonly Scenario[] = [
  ...planScenarios,
  ...inventoryScenarios,
  ...yamlScenarios,
  ...clusterScenarios,
];
