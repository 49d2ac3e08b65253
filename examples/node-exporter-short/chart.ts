import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { NodeExporter, TolerationSet } from 'cdk8s-node-agents';

/** The node exporter on every node, the control plane included. */
export class NodeExporterShortChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new NodeExporter(this, 'node-exporter', {
      image: 'prom/node-exporter:latest',
      selectorLabels: { app: 'node-exporter' },
      tolerations: TolerationSet.controlPlane(),
      hostPid: false,
    });
  }
}
