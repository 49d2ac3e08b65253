import * as kplus from 'cdk8s-plus-28';
import { pipelineOf } from './pipeline-fixture';
import { alloyConfig } from '../../../src/agents/log-collector/alloy-config';
import { LogFormat } from '../../../src/agents/log-collector/log-format';
import { LogOutput } from '../../../src/agents/log-collector/log-output';
import type { LogPipeline } from '../../../src/agents/log-collector/log-pipeline';
import { OptionFaults } from '../../../src/agents/option-faults';
import { scope } from '../role-fixture';

const secret = kplus.Secret.fromSecretName(scope(), 'secret', 'credentials');
const ca = { secret, key: 'tls.crt' };
const loki = LogOutput.loki({ url: 'https://loki:3100' });

function config(output: LogOutput = loki, pipeline: Partial<LogPipeline> = {}): string {
  const faults = new OptionFaults('Collector');
  const text = alloyConfig(pipelineOf({ target: output._target, ...pipeline }), faults);
  faults.throwIfAny();
  return text;
}

/** The lines of a block, without their indent. */
function block(text: string, head: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `${head} {`);
  expect(start).toBeGreaterThanOrEqual(0);
  const indent = lines[start].search(/\S/);
  const length = lines.slice(start + 1).findIndex((line) => line.search(/\S/) === indent);
  return lines.slice(start + 1, start + 1 + length).map((line) => line.trim());
}

test('every component that is referred to is there', () => {
  for (const output of [loki, LogOutput.stdout(), LogOutput.kafka({ brokers: ['a:1'], topic: 'b' }), otlp()]) {
    for (const kubernetesMetadata of [true, false]) {
      const text = config(output, { kubernetesMetadata });
      const known = [...text.matchAll(/^([\w.]+) "(\w+)" \{/gm)].map(([, name, label]) => `${name}.${label}`);
      const referred = [
        ...text.matchAll(/\b((?:loki|local|discovery|otelcol)\.[\w.]+)\.(?:targets|output|receiver|input|handler)\b/g),
      ];

      expect(referred.length).toBeGreaterThan(2);
      for (const [, name] of referred) expect(known).toContain(name);
    }
  }
});

const WINDOWS: Partial<LogPipeline> = {
  windows: true,
  podLogs: 'C:\\var\\log\\pods\\*\\*\\*.log',
  excludePods: ['C:\\var\\log\\pods\\agents_logs-*\\collector\\*.log'],
};

test('on Windows its own log is dropped by a path of Windows', () => {
  const [, expression] = block(config(loki, WINDOWS), 'stage.drop')[1].match(/expression = (".*")/)!;
  const own = new RegExp(JSON.parse(expression));

  expect(own.test('C:\\var\\log\\pods\\agents_logs-x7k2p_0a-1b\\collector\\0.log')).toBe(true);
  expect(own.test('C:\\var\\log\\pods\\agents_logs-x7k2p_0a-1b\\other\\collector\\0.log')).toBe(false);
  expect(own.test('C:\\var\\log\\pods\\shop_web-1_0a-1b\\web\\0.log')).toBe(false);
});

test('and whose a file is, without metadata, is told by one', () => {
  const [line] = block(config(loki, { ...WINDOWS, kubernetesMetadata: false }), 'stage.regex');
  const [, expression] = line.match(/expression = (".*")/)!;
  // What Go writes as (?P<name>...) JavaScript writes as (?<name>...).
  const origin = new RegExp(JSON.parse(expression).replaceAll('?P<', '?<'));

  expect(origin.exec('C:\\var\\log\\pods\\shop_web-1_0a-1b\\nginx\\0.log')!.groups).toEqual({
    namespace: 'shop',
    pod: 'web-1',
    container: 'nginx',
  });
});

function otlp(): LogOutput {
  return LogOutput.otlp({ url: 'https://otel:4318', credentials: { secret } });
}

test('the pods of the node alone are watched, and static ones found', () => {
  expect(block(config(), 'selectors')).toEqual(['role = "pod"', 'field = "spec.nodeName=" + sys.env("NODE_NAME")']);
  expect(config()).toContain('replacement = "/var/log/pods/*$1/*.log"');
  expect(config()).toContain('annotation_kubernetes_io_config_hash');
});

test('its own log is dropped, by an expression for its path', () => {
  const [, expression] = block(config(), 'stage.drop')[1].match(/expression = (".*")/)!;
  const own = new RegExp(JSON.parse(expression));

  expect(own.test('/var/log/pods/agents_logs-x7k2p_0a-1b/collector/0.log')).toBe(true);
  expect(own.test('/var/log/pods/apps_web-1_0a-1b/collector/0.log')).toBe(false);
});

test('without the API server all files but its own are read, and their paths tell whose they are', () => {
  const text = config(loki, { kubernetesMetadata: false });
  const [, expression] = block(text, 'stage.regex')[0].match(/expression = (".*")/)!;
  const pattern = new RegExp(JSON.parse(expression).replaceAll('(?P<', '(?<'));

  expect(text).not.toContain('discovery.kubernetes');
  expect(block(text, 'local.file_match "containers"')[0]).toBe(
    'path_targets = [{ "__path__" = "/var/log/pods/*/*/*.log", "__path_exclude__" = "/var/log/pods/agents_logs-*/collector/*.log" }]',
  );
  expect(pattern.exec('/var/log/pods/apps_web-1_0a-1b/nginx/0.log')!.groups).toEqual({
    namespace: 'apps',
    pod: 'web-1',
    container: 'nginx',
  });
});

test('lines are parsed as the runtime writes them', () => {
  expect(block(config(), 'stage.cri')).toEqual(['max_partial_lines = 1000']);
  expect(config(loki, { format: LogFormat.DOCKER })).toContain('stage.docker {}');
});

test('Loki gets lines of its tenant, without a last attempt', () => {
  const output = LogOutput.loki({
    url: 'https://loki:3100/a',
    tenantId: 'me',
    labels: { cluster: 'one' },
    credentials: { secret },
    headers: { 'X-A': 'a"}\\ ${B}'.replace('${B}', '$B') },
    ca,
  });
  const endpoint = block(config(output, { flushSeconds: 17 }), 'endpoint');

  expect(config(output)).toContain('external_labels = { "cluster" = "one" }');
  expect(endpoint).toEqual(
    expect.arrayContaining([
      'url = "https://loki:3100/a/loki/api/v1/push"',
      'batch_wait = "17s"',
      'max_backoff_retries = 0',
      'tenant_id = "me"',
      'headers = { "X-A" = "a\\"}\\\\ $B" }',
      'username = sys.env("LOG_OUTPUT_USERNAME")',
      'password = sys.env("LOG_OUTPUT_PASSWORD")',
      'ca_file = "/etc/log-output/ca.crt"',
    ]),
  );
});

test('Kafka gets what has waited on the node', () => {
  const text = config(LogOutput.kafka({ brokers: ['a:9093'], topic: 'logs', ca, credentials: { secret } }));

  expect(block(text, 'otelcol.storage.file "queue"')).toEqual(['directory = "/state/queue"']);
  expect(block(text, 'sending_queue')).toEqual(
    expect.arrayContaining(['storage = otelcol.storage.file.queue.handler', 'block_on_overflow = true']),
  );
  expect(block(text, 'retry_on_failure')).toContain('max_elapsed_time = "0s"');
  expect(block(text, 'logs')).toEqual(['topic = "logs"', 'encoding = "otlp_json"']);
  expect(block(text, 'sasl')).toContain('mechanism = "SCRAM-SHA-512"');
  expect(block(text, 'tls')).toEqual(['insecure = false', 'ca_file = "/etc/log-output/ca.crt"']);
});

test('OTLP is spoken to with what the Secret holds', () => {
  const bearer = LogOutput.otlp({ url: 'https://otel:4318', bearerToken: ca });

  expect(block(config(otlp()), 'client')).toContain('auth = otelcol.auth.basic.output.handler');
  expect(block(config(bearer), 'otelcol.auth.bearer "output"')).toEqual(['token = sys.env("LOG_OUTPUT_BEARER_TOKEN")']);
  expect(config(otlp())).toContain('logs_endpoint = "https://otel:4318/v1/logs"');
});

test('the output takes attributes in Alloy’s own words', () => {
  const outputParameters = { batch_size: '2MiB', retry_on_http_429: 'true', name: '"a" }' };

  expect(block(config(loki, { outputParameters }), 'endpoint')).toEqual(
    expect.arrayContaining(['batch_size = "2MiB"', 'retry_on_http_429 = true', 'name = "\\"a\\" }"']),
  );
  expect(() => config(loki, { outputParameters: { url: 'b' } })).toThrow('url is already decided');
  expect(() => config(loki, { outputParameters: { 'queue_config.capacity': '1' } })).toThrow('is no attribute');
});
