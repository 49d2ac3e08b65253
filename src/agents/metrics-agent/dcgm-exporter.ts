import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { isDnsSubdomain } from '../../kubernetes/label-syntax';
import type { AgentBlueprint } from '../agent-blueprint';
import type { AgentIdentity } from '../agent-identity';
import type { AgentProduct } from '../agent-product';
import { HostMount } from '../host-mount';
import { NVIDIA_GPU, nvidiaNodes } from '../nvidia-nodes';
import { OptionFaults } from '../option-faults';
import { Privileges } from '../privileges';
import { TolerationSet } from '../toleration-set';
import type { DcgmExporterOptions } from './dcgm-exporter-options';

const COUNTERS_DIRECTORY = '/etc/dcgm-exporter-counters';
const COUNTERS_FILE = 'counters.csv';
const PROFILING_FIELD = 'DCGM_FI_PROF_';

/** NVIDIA's exporter of what its Data Center GPU Manager measures. */
export class DcgmExporter implements AgentProduct {
  private readonly port: number;
  private readonly profiling: boolean;

  constructor(private readonly options: DcgmExporterOptions) {
    const faults = OptionFaults.of('Metrics.dcgmExporter', 'DcgmExporterOptions', options);
    const { counters, runtimeClassName } = options;
    this.port = options.port ?? 9400;
    this.profiling = options.profiling ?? true;
    faults.port('port', this.port);
    faults.require(
      runtimeClassName === undefined || isDnsSubdomain(runtimeClassName),
      `runtimeClassName is ${JSON.stringify(runtimeClassName)}, which is no name of a RuntimeClass`,
    );
    if (counters !== undefined) this.requireCounters(counters, faults);
    faults.throwIfAny();
  }

  public bind(scope: Construct, identity: AgentIdentity): AgentBlueprint {
    const { counters, runtimeClassName } = this.options;
    const configMap = counters
      ? new kplus.ConfigMap(scope, 'Config', {
          metadata: identity.companion('config'),
          data: { [COUNTERS_FILE]: counters },
        })
      : undefined;
    return {
      container: {
        name: 'dcgm-exporter',
        image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless',
        args: configMap && ['-f', `${COUNTERS_DIRECTORY}/${COUNTERS_FILE}`],
        envVariables: {
          DCGM_EXPORTER_LISTEN: kplus.EnvValue.fromValue(`:${this.port}`),
          DCGM_EXPORTER_KUBERNETES: kplus.EnvValue.fromValue('true'),
          NODE_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
        },
        ports: [{ name: 'metrics', number: this.port }],
        // It serves nothing before it has looked at every GPU, which takes it up to half a minute.
        liveness: this.healthy({ initialDelaySeconds: Duration.seconds(45) }),
        readiness: this.healthy({ initialDelaySeconds: Duration.seconds(10) }),
        resources: {
          cpu: { request: kplus.Cpu.millis(100) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
        },
        // DCGM keeps files of its own in the image.
        privileges: (this.profiling
          ? Privileges.capabilities(kplus.Capability.SYS_ADMIN)
          : Privileges.none().asRoot()
        ).withWritableRootFilesystem(),
        hostMounts: [HostMount.path('/var/lib/kubelet/pod-resources')],
        volumeMounts: configMap && [
          {
            path: COUNTERS_DIRECTORY,
            volume: kplus.Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: 'config' }),
            readOnly: true,
          },
        ],
      },
      configMap,
      metrics: { port: this.port, path: '/metrics' },
      defaults: {
        nodes: nvidiaNodes(),
        tolerations: TolerationSet.taint(NVIDIA_GPU),
        runtimeClassName,
      },
    };
  }

  private healthy(options: kplus.HttpGetProbeOptions): kplus.Probe {
    return kplus.Probe.fromHttpGet('/health', {
      port: this.port,
      periodSeconds: Duration.seconds(10),
      timeoutSeconds: Duration.seconds(5),
      ...options,
    });
  }

  private requireCounters(counters: string, faults: OptionFaults): void {
    const lines = counters
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line && !line.startsWith('#'));
    faults.require(lines.length > 0, 'counters names no metric');
    for (const line of lines) {
      faults.require(
        /^[A-Za-z0-9_]+\s*,\s*(counter|gauge|histogram|label|summary)\s*,.*\S/.test(line),
        `counters: ${JSON.stringify(line)} is no field, type and help, separated by commas`,
      );
      faults.require(
        this.profiling || !line.startsWith(PROFILING_FIELD),
        `counters: ${line.split(',')[0]} is measured by profiling: leave out profiling: false`,
      );
    }
  }
}
