import { Chart, Duration, Size } from 'cdk8s';
import { EnvValue, TaintEffect } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Collector, LogCollector, LogFormat, LogOutput, Privileges, TolerationSet } from 'cdk8s-node-agents';

const LABELS = { 'k8s-app': 'fluentd-logging' };

/** Fluentd on every node of a cluster that runs Docker, sending all container logs to an Elasticsearch in the cluster. */
export class FluentdElasticsearchChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'kube-system' });

    new LogCollector(this, 'fluentd', {
      collector: Collector.fluentd({
        output: LogOutput.elasticsearch({
          host: 'elasticsearch.default.svc.cluster.local',
          port: 9200,
          tls: false,
          indexPrefix: 'kubernetes',
        }),
        outputParameters: {
          index_name: 'fluentd',
          type_name: 'fluentd',
          include_tag_key: 'true',
          tag_key: 'kubernetes.tag',
        },
        flushInterval: Duration.seconds(10),
        format: LogFormat.DOCKER,
        positionFile: '/var/log/fluentd-containers.log.pos',
        stateDirectory: '/var/log/fluentd',
        kubernetesMetadata: false,
        metrics: false,
      }),
      image: 'fluent/fluentd-kubernetes-daemonset:v1.6-debian-elasticsearch7-1.1',
      env: { FLUENT_UID: EnvValue.fromValue('0') },
      metadata: { labels: LABELS },
      selectorLabels: LABELS,
      tolerations: TolerationSet.taint('node-role.kubernetes.io/master', {
        value: '',
        effect: TaintEffect.NO_SCHEDULE,
      }).and(TolerationSet.taint('node-role.kubernetes.io/control-plane', { effect: TaintEffect.NO_SCHEDULE })),
      resources: { memory: { limit: Size.mebibytes(512) } },
      privileges: Privileges.privileged('kept from the manifest this replaces; reading logs as root does not need it'),
      terminationGracePeriod: Duration.seconds(30),
    });
  }
}
