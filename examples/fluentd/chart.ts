import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Collector, LogCollector, LogFormat, LogOutput, TolerationSet } from 'cdk8s-node-agents';

/** Fluentd on every node of a cluster that runs Docker, sending all container logs to an aggregator. */
export class FluentdChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'kube-system' });

    new LogCollector(this, 'fluentd', {
      collector: Collector.fluentd({
        output: LogOutput.forward({ host: 'fluentd-aggregator.kube-system.svc.cluster.local', tls: false }),
        format: LogFormat.DOCKER,
        stateDirectory: '/var/log/fluentd',
        // The plain image holds neither plugin.
        kubernetesMetadata: false,
        metrics: false,
      }),
      image: 'fluent/fluentd:v1.14.2',
      selectorLabels: { app: 'fluentd' },
      tolerations: TolerationSet.controlPlane(),
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
        memory: { request: Size.mebibytes(200), limit: Size.mebibytes(500) },
      },
    });
  }
}
