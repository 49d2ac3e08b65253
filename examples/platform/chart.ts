import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  Cni,
  CniAgent,
  Collector,
  HostMount,
  LogCollector,
  LogOutput,
  NodeAgentDaemonSet,
  NodeExporter,
  NodeSet,
  PriorityClass,
  TolerationSet,
  UpdateStrategy,
} from 'cdk8s-node-agents';

/** The agents that a platform team runs on its nodes. */
export class Platform extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'node-agents' });

    new CniAgent(this, 'flannel', { cni: Cni.flannel({ podCidr: '10.244.0.0/16' }) });

    new NodeExporter(this, 'node-exporter');

    new LogCollector(this, 'logs', {
      collector: Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) }),
      tolerations: TolerationSet.controlPlane()
        .and(TolerationSet.disruption())
        .and(TolerationSet.taint('nvidia.com/gpu'), TolerationSet.taint('spot')),
      update: UpdateStrategy.rolling({ maxUnavailable: '20%' }),
    });

    // An agent of one's own: it watches the GPUs, is replaced without a gap, and outranks the workloads.
    new NodeAgentDaemonSet(this, 'gpu-monitor', {
      nodes: NodeSet.labelled('nvidia.com/gpu.present', 'true'),
      tolerations: TolerationSet.taint('nvidia.com/gpu'),
      update: UpdateStrategy.surge({ maxSurge: 1 }),
      priorityClass: PriorityClass.clusterCritical(),
      minReady: Duration.seconds(10),
      containers: [
        {
          name: 'monitor',
          image: 'registry.example/gpu-monitor:2.4.0',
          resources: {
            cpu: { request: Cpu.millis(100) },
            memory: { request: Size.mebibytes(96), limit: Size.mebibytes(192) },
          },
          hostMounts: [HostMount.path('/var/lib/kubelet/pod-resources').at('/pod-resources')],
        },
      ],
    });
  }
}
