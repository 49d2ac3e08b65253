import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** An agent of the catalogue: what it is called, where its own project ships it, and how it is composed. */
export interface CatalogueAgent {
  readonly name: string;
  /** The product of its role, as it is written: `Collector.fluentBit`. A role without products has none. */
  readonly product?: string;
  /** The manifest or chart of its own project, or its documentation where there is none. */
  readonly upstream: string;
  readonly compose: (chart: Chart, id: string) => Construct;
}

/** Agents that live in one namespace. */
export interface CatalogueGroup {
  readonly namespace: string;
  readonly title: string;
  readonly agents: CatalogueAgent[];
}

/** The id of an agent's construct, and so its name in the cluster. */
export function idOf({ name }: CatalogueAgent): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
