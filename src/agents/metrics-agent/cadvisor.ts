import { posix } from 'node:path';
import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentProduct } from '../agent-product';
import { requireFlags } from '../flag-faults';
import { ContainerRuntimeSocket, HostMount } from '../host-mount';
import { requireKnown } from '../known-words';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { CADVISOR_METRICS } from './cadvisor-metrics';
import type { CadvisorOptions } from './cadvisor-options';

/** What tells the containers of Kubernetes apart. */
const KUBERNETES_LABELS = ['io.kubernetes.container.name', 'io.kubernetes.pod.namespace', 'io.kubernetes.pod.name'];

/** The runtimes that cAdvisor can ask, with its flag for the address. */
const RUNTIME_FLAGS: Partial<Record<ContainerRuntimeSocket, (socket: string) => string[]>> = {
  [ContainerRuntimeSocket.CONTAINERD]: (socket) => [`--containerd=${socket}`],
  // It looks for CRI-O at this address and no other.
  [ContainerRuntimeSocket.CRIO]: () => [],
  [ContainerRuntimeSocket.DOCKER]: (socket) => [`--docker=unix://${socket}`],
};

/** cAdvisor with the flags of its user. */
export class Cadvisor implements AgentProduct {
  private readonly port: number;
  private readonly flags: string[];
  private readonly runtime: ContainerRuntimeSocket;

  constructor(private readonly options: CadvisorOptions) {
    const faults = OptionFaults.of('Metrics.cadvisor', 'CadvisorOptions', options);
    const { metrics, runtime = ContainerRuntimeSocket.CONTAINERD, containerLabels = KUBERNETES_LABELS } = options;
    this.port = options.port ?? 8080;
    this.runtime = runtime;
    faults.port('port', this.port);
    faults.require(metrics === undefined || metrics.length > 0, 'metrics is empty: leave it out for those by default');
    requireKnown(faults, 'metrics', metrics ?? [], CADVISOR_METRICS);
    faults.distinct('metrics', metrics ?? []);
    const runtimeFlags = RUNTIME_FLAGS[runtime];
    faults.require(
      runtimeFlags !== undefined,
      `runtime is ${runtime}, which cAdvisor cannot ask: name ContainerRuntimeSocket.CONTAINERD, CRIO or DOCKER`,
    );
    for (const label of containerLabels) {
      faults.require(/^[^\s,]+$/.test(label), `containerLabels: ${JSON.stringify(label)} is no name of a label`);
    }
    this.flags = [
      `--port=${this.port}`,
      '--store_container_labels=false',
      ...(containerLabels.length > 0 ? [`--whitelisted_container_labels=${containerLabels.join(',')}`] : []),
      ...(metrics ? [`--enable_metrics=${metrics.join(',')}`] : []),
      ...(runtimeFlags?.(runtime) ?? []),
    ];
    requireFlags(faults, this.flags, options.args ?? []);
    faults.throwIfAny();
  }

  public bind(): AgentBlueprint {
    const probe = { port: this.port, timeoutSeconds: Duration.seconds(5) };
    return {
      container: {
        name: 'cadvisor',
        image: 'ghcr.io/google/cadvisor:0.60.5',
        args: [...this.flags, ...(this.options.args ?? [])],
        ports: [{ name: 'metrics', number: this.port }],
        liveness: kplus.Probe.fromHttpGet('/healthz', { ...probe, periodSeconds: Duration.seconds(30) }),
        readiness: kplus.Probe.fromHttpGet('/healthz', probe),
        resources: {
          cpu: { request: kplus.Cpu.millis(150) },
          memory: { request: Size.mebibytes(200), limit: Size.gibibytes(2) },
        },
        privileges: this.privileges(),
        hostMounts: [
          HostMount.root().at('/rootfs'),
          HostMount.sys().at('/sys'),
          // With the directory, as a runtime that starts anew makes a new socket.
          HostMount.path(posix.dirname(this.runtime)),
          ...(this.runtime === ContainerRuntimeSocket.DOCKER ? [HostMount.path('/var/lib/docker')] : []),
        ],
      },
      metrics: { port: this.port, path: '/metrics' },
    };
  }

  /** The socket of the runtime is root's. */
  private privileges(): Privileges {
    const { metrics } = this.options;
    // It adds up the files of each container of Docker and CRI-O itself, and one that it may not see leaves all untold.
    return this.runtime !== ContainerRuntimeSocket.CONTAINERD && (metrics?.includes('disk') ?? true)
      ? Privileges.capabilities(kplus.Capability.DAC_OVERRIDE)
      : Privileges.none().asRoot();
  }
}
