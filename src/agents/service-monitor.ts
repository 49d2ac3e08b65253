import { ApiObject, ApiObjectMetadata, Duration } from 'cdk8s';
import type { SecretValue } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { NodeAgentProps } from './node-agent-props';
import { OptionFaults } from './option-faults';
import { isLabelValue, isQualifiedName } from '../kubernetes/label-syntax';

/** Options of the ServiceMonitor of an agent. */
export interface ServiceMonitorOptions {
  /**
   * Labels of the ServiceMonitor, by which a Prometheus chooses what it scrapes, such as `{ release: 'prometheus' }`.
   *
   * @default - those of the agent alone
   */
  readonly labels?: Record<string, string>;

  /**
   * How often it is scraped, in whole seconds.
   *
   * @default - as the Prometheus has it
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take, in whole seconds: no longer than `interval`.
   *
   * @default - as the Prometheus has it
   */
  readonly scrapeTimeout?: Duration;

  /**
   * The label of the Service whose value is the job of the metrics.
   *
   * @default 'app.kubernetes.io/name' - the kind of agent; of a MetricsAgent its own name, `app.kubernetes.io/instance`
   */
  readonly jobLabel?: string;

  /**
   * The certificate authority, in PEM, that signed the certificate of an agent that is scraped by TLS.
   *
   * @default - the certificate is not verified: it is the agent's own, made when it starts
   */
  readonly ca?: SecretValue;

  /**
   * The name in that certificate. Agents are scraped by their address, which it seldom holds.
   *
   * @default - the address
   */
  readonly serverName?: string;
}

/** Properties of a role that serves metrics. */
export interface ScrapedAgentProps extends NodeAgentProps {
  /**
   * Has Prometheus Operator scrape the agent: a ServiceMonitor in the namespace of the agent, in which `instance` is the
   * name of the node. `{}` is one with all defaults.
   *
   * @default - none; the Service carries the annotations `prometheus.io/scrape`, `port` and `path` in any case
   * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
   */
  readonly serviceMonitor?: ServiceMonitorOptions;
}

/** Where metrics are served. */
export interface MetricsEndpoint {
  readonly port: number;
  readonly path: string;
  /** By TLS, to who may get the path by the permissions of the cluster. @default - to everybody, in the clear */
  readonly scheme?: 'https';
}

/** Prometheus' own account. */
const TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * The ServiceMonitor of an agent.
 *
 * @param metadata that of the Service of the agent: the labels it is found by
 * @param endpoint what the Service has a port `metrics` for; undefined is an agent that serves none
 * @throws if there is nothing to scrape, or an option contradicts what there is
 */
export function serviceMonitor(
  scope: Construct,
  metadata: ApiObjectMetadata,
  options: ServiceMonitorOptions,
  endpoint: MetricsEndpoint | undefined,
  hasService: boolean,
): ApiObject {
  requireScrape(options, endpoint, hasService);
  const { labels, interval, scrapeTimeout, jobLabel = 'app.kubernetes.io/name' } = options;
  return new ApiObject(scope, 'ServiceMonitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { ...metadata, labels: { ...labels, ...metadata.labels } },
    spec: {
      jobLabel,
      selector: { matchLabels: metadata.labels },
      endpoints: [
        {
          port: 'metrics',
          path: endpoint!.path,
          interval: seconds(interval),
          scrapeTimeout: seconds(scrapeTimeout),
          ...(endpoint!.scheme && { scheme: endpoint!.scheme, bearerTokenFile: TOKEN_FILE, tlsConfig: tls(options) }),
          // Otherwise the address of the pod, which the next pod of the node does not keep.
          relabelings: [
            { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' },
          ],
        },
      ],
    },
  });
}

function tls({ ca, serverName }: ServiceMonitorOptions): object {
  if (!ca) return { insecureSkipVerify: true };
  return { ca: { secret: { name: ca.secret.name, key: ca.key } }, serverName };
}

function seconds(duration?: Duration): string | undefined {
  return duration && `${duration.toSeconds()}s`;
}

function requireScrape(
  options: ServiceMonitorOptions,
  endpoint: MetricsEndpoint | undefined,
  hasService: boolean,
): void {
  const faults = OptionFaults.of('serviceMonitor', 'ServiceMonitorOptions', options);
  const { labels, jobLabel, interval, scrapeTimeout, ca, serverName } = options;
  if (faults.require(endpoint !== undefined, 'the agent serves no metrics as it is: leave serviceMonitor out')) {
    faults.require(
      hasService,
      'there is no Service to scrape by: leave reach out, or write Reach.dns() or Reach.localService()',
    );
    faults.require(
      endpoint!.scheme === 'https' || (!ca && !serverName),
      'ca and serverName are of an agent that is scraped by TLS, and this one is not',
    );
  }
  if (ca !== undefined) faults.secretValue('ca', ca);
  faults.require(
    jobLabel === undefined || isQualifiedName(jobLabel),
    `jobLabel is ${JSON.stringify(jobLabel)}: it is no key of a label`,
  );
  for (const [key, value] of Object.entries(labels ?? {})) {
    faults.require(isQualifiedName(key) && isLabelValue(value), `labels: ${key}=${value} is no label`);
  }
  faults.require(!serverName || ca !== undefined, 'serverName is given without ca: nothing would verify it');
  faults.seconds('interval', interval);
  faults.seconds('scrapeTimeout', scrapeTimeout);
  faults.require(
    !interval || !scrapeTimeout || scrapeTimeout.toMilliseconds() <= interval.toMilliseconds(),
    'scrapeTimeout is longer than interval, which Prometheus refuses',
  );
  faults.throwIfAny();
}
