import { ContainerRuntimeSocket } from '../host-mount';
import { FalcoDriver, type FalcoOptions, FalcoPriority } from './falco-options';

export const FALCO_PORT = 8765;
export const FALCO_DIRECTORY = '/etc/falco-agent';

/**
 * The content of `falco.yaml`.
 *
 * @see https://github.com/falcosecurity/falco/blob/master/falco.yaml
 */
export function falcoConfig(options: FalcoOptions): Record<string, any> {
  const {
    driver = FalcoDriver.MODERN_EBPF,
    rules = {},
    defaultRules = true,
    minimumPriority = FalcoPriority.DEBUG,
    json = true,
    http,
    runtimes = [ContainerRuntimeSocket.CONTAINERD],
    maxLabelLength = 100,
  } = options;
  return {
    engine: { kind: driver, [driver]: { buf_size_preset: 4 } },
    rules_files: [
      ...(defaultRules ? ['/etc/falco/falco_rules.yaml'] : []),
      ...Object.keys(rules).map((file) => `${FALCO_DIRECTORY}/${file}`),
    ],
    // A changed ConfigMap replaces the pods.
    watch_config_files: false,
    priority: minimumPriority,
    json_output: json,
    time_format_iso_8601: true,
    stdout_output: { enabled: true },
    syslog_output: { enabled: false },
    http_output: { enabled: http !== undefined, ...(http && { url: http.url ?? '${FALCO_HTTP_URL}' }) },
    load_plugins: ['container'],
    plugins: [
      {
        name: 'container',
        library_path: 'libcontainer.so',
        init_config: { label_max_len: maxLabelLength, with_size: false, engines: engines(runtimes) },
      },
    ],
    webserver: {
      enabled: true,
      listen_port: FALCO_PORT,
      k8s_healthz_endpoint: '/healthz',
      prometheus_metrics_enabled: true,
      ssl_enabled: false,
    },
    metrics: {
      enabled: true,
      interval: '15m',
      output_rule: false,
      rules_counters_enabled: true,
      resource_utilization_enabled: true,
      state_counters_enabled: true,
      kernel_event_counters_enabled: true,
    },
  };
}

/** Every engine by name: one that is not said is on. */
function engines(runtimes: ContainerRuntimeSocket[]): Record<string, object> {
  const docker = runtimes.filter((socket) => socket === ContainerRuntimeSocket.DOCKER);
  const cri = runtimes.filter((socket) => socket !== ContainerRuntimeSocket.DOCKER);
  return {
    docker: { enabled: docker.length > 0, sockets: docker },
    cri: { enabled: cri.length > 0, sockets: cri },
    podman: { enabled: false },
    containerd: { enabled: false },
    lxc: { enabled: false },
    libvirt_lxc: { enabled: false },
    bpm: { enabled: false },
  };
}
