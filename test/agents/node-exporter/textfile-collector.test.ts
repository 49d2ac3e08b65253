import * as kplus from 'cdk8s-plus-28';
import { NodeExporter } from '../../../src/agents/node-exporter';
import { TextfileCollector } from '../../../src/agents/node-exporter/textfile-collector';
import { synthesize } from '../role-fixture';

test('text files can come from a ConfigMap', () => {
  const exporter = synthesize((chart) => {
    const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'metrics', 'node-metrics');
    new NodeExporter(chart, 'node-exporter', { textfile: TextfileCollector.fromConfigMap(configMap, '/metrics') });
  });

  expect(exporter.container.args).toContain('--collector.textfile.directory=/metrics');
  expect(exporter.pod.volumes).toContainEqual({ name: 'textfile-collector', configMap: { name: 'node-metrics' } });
  expect(exporter.container.volumeMounts).toContainEqual({
    name: 'textfile-collector',
    mountPath: '/metrics',
    readOnly: true,
  });
});

test('text files can come from a directory of the node, which is made if missing and never written to', () => {
  const exporter = synthesize((chart) => {
    const textfile = TextfileCollector.fromHostDirectory('/var/lib/metrics');
    new NodeExporter(chart, 'node-exporter', { textfile });
  });
  const directory = '/var/lib/node-exporter/textfile_collector';

  expect(exporter.container.args).toContain(`--collector.textfile.directory=${directory}`);
  expect(exporter.hostMounts).toContain(`/var/lib/metrics ${directory} ro DirectoryOrCreate`);
});

test('a directory that is no absolute path fails where it is written', () => {
  expect(() => TextfileCollector.fromHostDirectory('metrics')).toThrow('not absolute');
});
