import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { ContainerRuntimeSocket } from '../../../src/agents/host-mount';
import { SecurityAgent, SecurityAgentProps } from '../../../src/agents/security-agent';
import { FalcoDriver, FalcoOptions, FalcoPriority } from '../../../src/agents/security-agent/falco-options';
import { SecuritySensor } from '../../../src/agents/security-agent/security-sensor';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

const RULES = '- rule: Shell\n  condition: spawned_process\n  output: a shell\n  priority: NOTICE\n  desc: a shell\n';

function manifests(options: FalcoOptions = {}, props: Partial<SecurityAgentProps> = {}): Manifests {
  return synthesize((chart) => new SecurityAgent(chart, 'falco', { sensor: SecuritySensor.falco(options), ...props }));
}

const configOf = (agent: Manifests) => parse(agent.one('ConfigMap').data['falco.yaml']);
const agent = manifests();

test('it watches nodes of every taint, and gets no token for that', () => {
  expect(agent.pod).toMatchObject({
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    automountServiceAccountToken: false,
  });
  expect(agent.pod.hostNetwork).toBeUndefined();
  expect(agent.pod.hostPID).toBeUndefined();
  expect(agent.kinds).toEqual(['ConfigMap', 'DaemonSet', 'Service', 'ServiceAccount']);
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('four capabilities and no AppArmor profile are enough, and the manifest says why', () => {
  expect(agent.container.securityContext).toEqual({
    ...LOCKED_DOWN,
    capabilities: { add: ['BPF', 'PERFMON', 'SYS_RESOURCE', 'SYS_PTRACE'], drop: ['ALL'] },
    appArmorProfile: { type: 'Unconfined' },
    runAsUser: 0,
    runAsNonRoot: false,
  });
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/unconfined']).toBe(
    'falco: reads what processes of the node do',
  );
});

test('it sees the node read-only, below the root that it looks for it', () => {
  expect(agent.hostMounts).toEqual([
    '/proc /host/proc ro Directory',
    '/etc /host/etc ro Directory',
    '/run/containerd /host/run/containerd ro Directory HostToContainer',
  ]);
  expect(agent.container.env).toContainEqual({ name: 'HOST_ROOT', value: '/host' });
});

test('its configuration is that of the driver, with every engine but that of the runtime turned off', () => {
  const config = configOf(agent);

  expect(agent.container.args).toEqual(['/usr/bin/falco', '-c', '/etc/falco-agent/falco.yaml']);
  expect(config).toMatchObject({
    engine: { kind: 'modern_ebpf', modern_ebpf: { buf_size_preset: 4 } },
    rules_files: ['/etc/falco/falco_rules.yaml'],
    json_output: true,
    http_output: { enabled: false },
    load_plugins: ['container'],
  });
  expect(config.plugins[0].init_config.engines).toMatchObject({
    cri: { enabled: true, sockets: ['/run/containerd/containerd.sock'] },
    docker: { enabled: false },
    containerd: { enabled: false },
    podman: { enabled: false },
  });
});

test('it is healthy, and scraped, where its web server answers', () => {
  const { port, k8s } = { port: 8765, k8s: '/healthz' };

  expect(configOf(agent).webserver).toMatchObject({ listen_port: port, k8s_healthz_endpoint: k8s });
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    expect(agent.container[probe].httpGet).toMatchObject({ path: k8s, port });
  }
  expect(agent.container.startupProbe).toMatchObject({ periodSeconds: 5, failureThreshold: 20 });
  expect(agent.one('Service').spec.ports).toMatchObject([{ name: 'metrics', port }]);
});

test('rules of the user come after those of the image, and replace the pods', () => {
  const own = manifests({ rules: { 'shell.yaml': RULES }, minimumPriority: FalcoPriority.WARNING });

  expect(configOf(own)).toMatchObject({
    rules_files: ['/etc/falco/falco_rules.yaml', '/etc/falco-agent/shell.yaml'],
    priority: 'warning',
  });
  expect(own.one('ConfigMap').data['shell.yaml']).toBe(RULES);
  expect(own.checksum).not.toBe(agent.checksum);
});

test('alerts are posted with a credential that stands in a Secret only', () => {
  const posting = synthesize((chart) => {
    const secretUrl = { secret: kplus.Secret.fromSecretName(chart, 'secret', 'alerts'), key: 'url' };
    new SecurityAgent(chart, 'falco', { sensor: SecuritySensor.falco({ http: { secretUrl } }) });
  });

  expect(configOf(posting).http_output).toEqual({ enabled: true, url: '${FALCO_HTTP_URL}' });
  expect(posting.container.env).toContainEqual({
    name: 'FALCO_HTTP_URL',
    valueFrom: { secretKeyRef: { name: 'alerts', key: 'url' } },
  });
});

test('alerts are text everywhere when they are no JSON', () => {
  const text = manifests({ http: { url: 'https://alerts.example.com/in' }, json: false });

  expect(configOf(text)).toMatchObject({
    json_output: false,
    http_output: { enabled: true, url: 'https://alerts.example.com/in' },
  });
});

// userspace/falco/config_json_schema.h of Falco 0.44.
test.each<[section: string, known: string]>([
  [
    '',
    'append_output static_fields config_files watch_config_files plugins_hostinfo rules_files rules engine capture ' +
      'load_plugins plugins time_format_iso_8601 buffer_format_base64 priority json_output json_include_output_property ' +
      'json_include_message_property json_include_output_fields_property json_include_tags_property buffered_outputs ' +
      'rule_matching outputs_queue stdout_output syslog_output file_output http_output program_output webserver ' +
      'log_stderr log_syslog log_level libs_logger output_timeout syscall_event_timeouts syscall_event_drops metrics ' +
      'base_syscalls falco_libs',
  ],
  ['engine', 'kind kmod modern_ebpf replay'],
  [
    'http_output',
    'enabled url user_agent insecure ca_cert ca_bundle ca_path mtls client_cert client_key echo compress_uploads ' +
      'keep_alive max_consecutive_timeouts',
  ],
  [
    'webserver',
    'enabled threadiness listen_port listen_address k8s_healthz_endpoint prometheus_metrics_enabled ssl_enabled ' +
      'ssl_certificate',
  ],
  [
    'metrics',
    'enabled interval output_rule output_file rules_counters_enabled resource_utilization_enabled ' +
      'state_counters_enabled kernel_event_counters_enabled kernel_event_counters_per_cpu_enabled libbpf_stats_enabled ' +
      'plugins_metrics_enabled kernel_iter_event_counters_enabled convert_memory_to_mb include_empty_values ' +
      'jemalloc_stats_enabled',
  ],
])('every key that is written in section "%s" is one that Falco reads', (section, known) => {
  const config = configOf(manifests({ http: { url: 'https://alerts.example.com/in' } }));

  expect(known.split(' ')).toEqual(expect.arrayContaining(Object.keys(section ? config[section] : config)));
});

test('other runtimes are reached in the directories of their sockets, one within another mounted once', () => {
  const other = manifests({
    runtimes: [ContainerRuntimeSocket.DOCKER, ContainerRuntimeSocket.CRIO, ContainerRuntimeSocket.K3S],
  });

  expect(other.hostMounts.filter((mount) => mount.startsWith('/run'))).toEqual([
    '/run /host/run ro Directory HostToContainer',
  ]);
  expect(configOf(other).plugins[0].init_config.engines).toMatchObject({
    docker: { enabled: true, sockets: ['/run/docker.sock'] },
    cri: { sockets: ['/run/crio/crio.sock', '/run/k3s/containerd/containerd.sock'] },
  });
});

test('the kernel module takes a privileged container, and another that loads it', () => {
  const module = manifests({ driver: FalcoDriver.KERNEL_MODULE });
  const [loader] = module.pod.initContainers;

  expect(configOf(module).engine).toEqual({ kind: 'kmod', kmod: { buf_size_preset: 4 } });
  expect(module.container.securityContext).toMatchObject({ privileged: true, readOnlyRootFilesystem: true });
  expect(module.hostMounts).toContain('/dev /host/dev ro Directory');
  expect(loader).toMatchObject({ args: ['kmod'], securityContext: { privileged: true } });
  expect(hostMountsOf(loader, module.pod)).toContain('/lib/modules /host/lib/modules rw Directory');
  expect(module.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('loads a kernel module');
  expect(ManifestValidator.validate(module.daemonSet)).toEqual([]);
});

test('it looks for tracepoints of the node only where that is asked for, as not every node allows it', () => {
  const tracefs = '/sys/kernel /sys/kernel ro Directory HostToContainer';

  expect(agent.hostMounts).not.toContain(tracefs);
  expect(manifests({ mitigateRaces: true }).hostMounts).toContain(tracefs);
});

test('further settings join the configuration', () => {
  expect(configOf(manifests({ settings: { buffered_outputs: true } })).buffered_outputs).toBe(true);
});

test('everything wrong is told at once', () => {
  const options = {
    rules: { 'falco.yaml': RULES, 'x.yaml': 'rule: none' },
    json: false,
    http: { url: 'falcosidekick' },
    maxLabelLength: -1,
    settings: { engine: {} },
  };
  expect(() => SecuritySensor.falco(options)).toThrow(
    [
      'SecuritySensor.falco: rules: "falco.yaml" is no name of a YAML file of its own',
      'SecuritySensor.falco: rules: x.yaml is no YAML list of rules',
      'SecuritySensor.falco: http.url is "falcosidekick": write an address such as http://falcosidekick:2801',
      'SecuritySensor.falco: maxLabelLength is -1: write a whole number of 0 or more',
      'SecuritySensor.falco: settings: engine is set already; use an option such as driver, rules or http',
    ].join('\n'),
  );
  expect(() => SecuritySensor.falco({ defaultRules: false })).toThrow('there is no rule');
  expect(() => SecuritySensor.falco({ http: {} })).toThrow('http: give either url or secretUrl');
  expect(() => SecuritySensor.falco({ http: { url: 'https://a:b@example.com' } })).toThrow('use http.secretUrl');
  expect(() => SecuritySensor.falco({ driver: FalcoDriver.KERNEL_MODULE, mitigateRaces: true })).toThrow(
    'mitigateRaces would have no effect',
  );
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
