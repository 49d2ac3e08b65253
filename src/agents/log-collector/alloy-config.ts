import type { OptionFaults } from '../option-faults';
import { AlloyAttributes, AlloyBlock, AlloyExpression, alloyEnvironment, renderAlloy } from './alloy-block';
import { AlloyOutput, alloyOutput } from './alloy-output';
import { LogFormat } from './log-format';
import { LogPipeline, REFRESH_SECONDS, withOutputParameters } from './log-pipeline';

/** Port of Alloy's own HTTP server: readiness and metrics. */
export const ALLOY_HTTP_PORT = 12345;

/** Lines that may be unfinished at once: one for each container of a node that is full of them. */
const MAX_PARTIAL_LINES = 1000;

/** Where the logs of pods are; a slash is a separator on Windows too, where patterns are told. */
const POD_LOGS = '/var/log/pods';
/** Where a file lies tells whose it is. */
const ORIGIN = `^${POD_LOGS}/(?P<namespace>[^_/]+)_(?P<pod>[^_/]+)_[^/]+/(?P<container>[^/]+)/`;
const ORIGIN_ON_WINDOWS = ORIGIN.replace('^', '^C:').replaceAll('/', '\\\\');

/**
 * The pipeline as a configuration file of Alloy.
 *
 * @see https://grafana.com/docs/alloy/latest/reference/components/
 */
export function alloyConfig(pipeline: LogPipeline, faults: OptionFaults): string {
  const output = alloyOutput(pipeline);
  return renderAlloy([
    ...(pipeline.kubernetesMetadata ? podsOfTheNode(pipeline) : []),
    files(pipeline),
    {
      name: 'loki.source.file',
      label: 'containers',
      attributes: {
        targets: new AlloyExpression('local.file_match.containers.targets'),
        forward_to: [new AlloyExpression('loki.process.lines.receiver')],
      },
    },
    lines(pipeline, output),
    ...output.before,
    withParameters(output.component, pipeline.outputParameters, faults),
  ]);
}

/** The pods whose files are read, by a watch that the API server narrows to the node. */
function podsOfTheNode({ windows }: LogPipeline): AlloyBlock[] {
  const known = '__meta_kubernetes_pod_';
  const label = (source: string, target: string) => rule({ source_labels: [source], target_label: target });
  const path = (source_labels: string[], regex: string) =>
    rule({
      source_labels,
      separator: '/',
      regex,
      target_label: '__path__',
      replacement: `${windows ? 'C:' : ''}${POD_LOGS}/*$1/*.log`,
    });
  return [
    {
      name: 'discovery.kubernetes',
      label: 'pods',
      attributes: { role: 'pod' },
      blocks: [
        {
          name: 'selectors',
          attributes: { role: 'pod', field: new AlloyExpression('"spec.nodeName=" + sys.env("NODE_NAME")') },
        },
      ],
    },
    {
      name: 'discovery.relabel',
      label: 'pods',
      attributes: { targets: new AlloyExpression('discovery.kubernetes.pods.targets') },
      blocks: [
        label('__meta_kubernetes_namespace', 'namespace'),
        label(`${known}name`, 'pod'),
        label(`${known}container_name`, 'container'),
        label(`${known}label_app_kubernetes_io_name`, 'app'),
        path([`${known}uid`, `${known}container_name`], '(.*)'),
        // The directory of a static pod is named by what kubelet calls it, not by the API server.
        path(
          [
            `${known}annotationpresent_kubernetes_io_config_hash`,
            `${known}annotation_kubernetes_io_config_hash`,
            `${known}container_name`,
          ],
          'true/(.*)',
        ),
      ],
    },
  ];
}

function rule(attributes: AlloyAttributes): AlloyBlock {
  return { name: 'rule', attributes };
}

function files({ kubernetesMetadata, podLogs, excludePods }: LogPipeline): AlloyBlock {
  const [exclude] = excludePods;
  return {
    name: 'local.file_match',
    label: 'containers',
    attributes: {
      path_targets: kubernetesMetadata
        ? new AlloyExpression('discovery.relabel.pods.output')
        : [{ __path__: podLogs, __path_exclude__: exclude }],
      sync_period: `${REFRESH_SECONDS}s`,
    },
  };
}

function lines(
  { format, kubernetesMetadata, excludePods, windows }: LogPipeline,
  { receiver }: AlloyOutput,
): AlloyBlock {
  const parsed: AlloyBlock =
    format === LogFormat.DOCKER
      ? { name: 'stage.docker' }
      : { name: 'stage.cri', attributes: { max_partial_lines: MAX_PARTIAL_LINES } };
  return {
    name: 'loki.process',
    label: 'lines',
    attributes: { forward_to: [new AlloyExpression(receiver)] },
    blocks: [
      ...(kubernetesMetadata
        ? [{ name: 'stage.drop', attributes: { source: 'filename', expression: patternOf(excludePods, windows) } }]
        : [
            {
              name: 'stage.regex',
              attributes: { expression: windows ? ORIGIN_ON_WINDOWS : ORIGIN, source: 'filename' },
            },
            { name: 'stage.labels', attributes: { values: { namespace: '', pod: '', container: '' } } },
          ]),
      parsed,
      { name: 'stage.static_labels', attributes: { values: { node: alloyEnvironment('NODE_NAME') } } },
      { name: 'stage.label_drop', attributes: { values: ['filename'] } },
    ],
  };
}

/** A regular expression for the paths that any of the patterns stands for. */
function patternOf(patterns: string[], windows: boolean): string {
  const each = patterns.map((pattern) =>
    pattern
      .split('*')
      .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join(windows ? '[^\\\\]*' : '[^/]*'),
  );
  return `^(${each.join('|')})$`;
}

/** Parameters are of the component, and where that has an endpoint, of the endpoint. */
function withParameters(block: AlloyBlock, parameters: Record<string, string>, faults: OptionFaults): AlloyBlock {
  const [endpoint, ...others] = block.blocks ?? [];
  if (endpoint?.name === 'endpoint') {
    return { ...block, blocks: [withParameters(endpoint, parameters, faults), ...others] };
  }
  const named = Object.entries(parameters).filter(([name]) =>
    faults.require(
      /^[A-Za-z_]\w*$/.test(name),
      `outputParameters: ${JSON.stringify(name)} is no attribute; those of blocks within need a config of your own`,
    ),
  );
  const { attributes = {} } = block;
  withOutputParameters(attributes, Object.fromEntries(named), faults);
  return {
    ...block,
    attributes: { ...Object.fromEntries(named.map(([name, value]) => [name, typed(value)])), ...attributes },
  };
}

function typed(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
