import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  AgentVariants,
  Collector,
  FluentBitOptions,
  LogCollector,
  LogCollectorProps,
  LogOutput,
  NodeSet,
  TolerationSet,
  WindowsServer,
} from 'cdk8s-node-agents';

const windows = NodeSet.windows(WindowsServer.LTSC_2022);
const edge = NodeSet.labelled('example.com/pool', 'edge');
const gpu = NodeSet.labelled('nvidia.com/gpu.present', 'true');

/** Every node that is to have its logs collected. */
export const EVERY_NODE = NodeSet.anyOf(NodeSet.linux(), windows);

/** Which nodes get which variant: each those that are named for it and for none before it, the last one all others. */
export const VARIANTS = AgentVariants.of(EVERY_NODE)
  .variant('windows', windows)
  .variant('edge', edge)
  .variant('gpu', gpu)
  .rest('general');

interface Variant extends Omit<LogCollectorProps, 'collector' | 'nodes'> {
  readonly options?: Partial<FluentBitOptions>;
}

/** In what the variants differ. What is not said is as the collector has it by default. */
const DIFFERENCES: Record<string, Variant> = {
  // Devices with little memory, behind lines that are slow: less of both, and fewer deliveries.
  edge: {
    options: { flushInterval: Duration.seconds(30), kubernetesMetadata: false },
    resources: {
      cpu: { request: Cpu.millis(20) },
      memory: { request: Size.mebibytes(32), limit: Size.mebibytes(64) },
    },
    tolerations: TolerationSet.taint('example.com/edge'),
  },
  // Training jobs write much, and nobody but them is on these nodes.
  gpu: {
    resources: {
      cpu: { request: Cpu.millis(200) },
      memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
    },
    tolerations: TolerationSet.taint('nvidia.com/gpu'),
  },
};

/** One log collector on mixed hardware: four DaemonSets, of which every node gets one. */
export class EdgeLogs extends Chart {
  /** The variants, in the order in which nodes are given to them. */
  public readonly collectors: LogCollector[];

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'logging' });
    this.collectors = VARIANTS.names.map((name) => {
      const { options, ...props } = DIFFERENCES[name] ?? {};
      const output = LogOutput.forward({ host: 'logs.example.com' });
      return new LogCollector(this, `logs-${name}`, {
        collector: Collector.fluentBit({ output, ...options }),
        nodes: VARIANTS.nodes(name),
        ...props,
      });
    });
  }
}
