import { metricsAgent } from './metrics-fixture';
import { DevicePlugin } from '../../../src/agents/device-plugin';
import { Device } from '../../../src/agents/device-plugin/device';
import { DcgmExporterOptions } from '../../../src/agents/metrics-agent/dcgm-exporter-options';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { NodeSet } from '../../../src/agents/node-set';
import { synthesize, LOCKED_DOWN } from '../role-fixture';

const exporter = (options?: DcgmExporterOptions) => metricsAgent(() => Metrics.dcgmExporter(options));
const agent = exporter();

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});

test('it runs where the device plugin does, in spite of the taint of GPUs and no other', () => {
  const plugin = synthesize((chart) => new DevicePlugin(chart, 'nvidia', { device: Device.nvidia() }));

  expect(agent.pod.affinity).toEqual(plugin.pod.affinity);
  expect(agent.pod.tolerations).toEqual(plugin.pod.tolerations);
  expect(JSON.stringify(agent.pod.affinity)).toContain('nvidia.com/gpu.present');
});

test('where it runs can be said otherwise', () => {
  const moved = metricsAgent(() => Metrics.dcgmExporter(), { nodes: NodeSet.labelled('example.com/gpu') });

  expect(JSON.stringify(moved.pod.affinity)).toContain('example.com/gpu');
  expect(JSON.stringify(moved.pod.affinity)).not.toContain('nvidia.com');
});

test('profiling takes one capability, and nothing else does', () => {
  expect(agent.container.securityContext.capabilities).toEqual({ add: ['SYS_ADMIN'], drop: ['ALL'] });
  expect(agent.container.securityContext.privileged).toBeUndefined();
  expect(exporter({ profiling: false }).container.securityContext).toEqual({
    ...LOCKED_DOWN,
    readOnlyRootFilesystem: false,
    runAsUser: 0,
    runAsNonRoot: false,
  });
});

test('it learns from the kubelet which pod has which GPU, and asks the API server nothing', () => {
  expect(agent.hostMounts).toEqual(['/var/lib/kubelet/pod-resources /var/lib/kubelet/pod-resources ro Directory']);
  expect(agent.container.env).toContainEqual({ name: 'DCGM_EXPORTER_KUBERNETES', value: 'true' });
  expect(agent.pod.automountServiceAccountToken).toBe(false);
});

test('it takes no GPU from anybody', () => {
  expect(JSON.stringify(agent.container.resources)).not.toContain('nvidia.com/gpu');
});

test('its port is one port everywhere', () => {
  const moved = exporter({ port: 9500 });

  expect(moved.container.env).toContainEqual({ name: 'DCGM_EXPORTER_LISTEN', value: ':9500' });
  expect(moved.container.ports).toEqual([{ name: 'metrics', containerPort: 9500 }]);
  expect(moved.container.livenessProbe.httpGet).toMatchObject({ path: '/health', port: 9500 });
  expect(moved.one('Service').spec.ports).toMatchObject([{ port: 9500 }]);
});

test('metrics of your own are read from a ConfigMap, whose change replaces the pods', () => {
  const counters = '# of mine\nDCGM_FI_DEV_GPU_TEMP, gauge, GPU temperature (in C).\n';
  const own = exporter({ counters, runtimeClassName: 'nvidia' });

  expect(own.one('ConfigMap').data).toEqual({ 'counters.csv': counters });
  expect(own.container.args).toEqual(['-f', '/etc/dcgm-exporter-counters/counters.csv']);
  expect(own.checksum).toBeDefined();
  expect(own.pod.runtimeClassName).toBe('nvidia');
});

test('everything wrong is told at once', () => {
  expect(() =>
    Metrics.dcgmExporter({
      port: 0,
      profiling: false,
      runtimeClassName: 'NVIDIA',
      counters: 'DCGM_FI_DEV_GPU_TEMP\nDCGM_FI_PROF_SM_ACTIVE, gauge, SMs that work.\nDCGM_FI_DEV_X, gage, X',
    }),
  ).toThrow(
    [
      'Metrics.dcgmExporter: port is 0: a port is a whole number from 1 to 65535',
      'Metrics.dcgmExporter: runtimeClassName is "NVIDIA", which is no name of a RuntimeClass',
      'Metrics.dcgmExporter: counters: "DCGM_FI_DEV_GPU_TEMP" is no field, type and help, separated by commas',
      'Metrics.dcgmExporter: counters: DCGM_FI_PROF_SM_ACTIVE is measured by profiling: leave out profiling: false',
      'Metrics.dcgmExporter: counters: "DCGM_FI_DEV_X, gage, X" is no field, type and help, separated by commas',
    ].join('\n'),
  );
  expect(() => Metrics.dcgmExporter({ counters: '# nothing' })).toThrow('counters names no metric');
});
