import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CATALOGUE } from './agents';
import { idOf, type CatalogueGroup } from './catalogue-agent';
import { NodeAgentNamespace } from 'cdk8s-node-agents';

/** A group of agents in a namespace of their own, which admits them and nothing more. */
export class CatalogueChart extends Chart {
  constructor(scope: Construct, { namespace, agents }: CatalogueGroup) {
    super(scope, namespace, { namespace });
    new NodeAgentNamespace(this, 'namespace', { scope: this });
    agents.forEach((agent) => agent.compose(this, idOf(agent)));
  }
}

/** Every agent of the catalogue. */
export function composeCatalogue(scope: Construct): CatalogueChart[] {
  return CATALOGUE.map((group) => new CatalogueChart(scope, group));
}
