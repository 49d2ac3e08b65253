import { Chart } from 'cdk8s';
import { ClusterRole, ClusterRoleBinding, ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { NodeExporter, TextfileCollector, TolerationSet } from 'cdk8s-node-agents';

const LABELS = { 'k8s-app': 'node-exporter' };

/** The node exporter on every untainted node, with metrics from text files beside its own. */
export class NodeExporterChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'kube-system' });

    const textfiles = ConfigMap.fromConfigMapName(this, 'textfiles', 'node-exporter-textfile-collector');
    const exporter = new NodeExporter(this, 'node-exporter', {
      textfile: TextfileCollector.fromConfigMap(textfiles),
      image: 'prom/node-exporter:v1.2.2',
      metadata: { labels: LABELS },
      selectorLabels: LABELS,
      tolerations: TolerationSet.none(),
      hostPid: false,
      udev: false,
    });

    new ClusterRoleBinding(this, 'binding', {
      metadata: { name: 'node-exporter' },
      role: ClusterRole.fromClusterRoleName(this, 'role', 'node-exporter'),
    }).addSubjects(exporter.serviceAccount);
  }
}
