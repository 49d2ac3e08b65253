import { inventoryScenarios } from './inventory';
import { planScenarios } from './plan';
import { Scenario } from '../scenario';

export const SCENARIOS: readonly Scenario[] = [...planScenarios, ...inventoryScenarios];
