import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';

/** What every chart already holds, by claim: `name agents/logs` or `selector agents/{"app":"logs"}`. */
const claims = new WeakMap<Chart, Map<string, Construct>>();

/**
 * Claims the name and the selector of a DaemonSet in its chart, and says what another one claimed before.
 *
 * Only within a chart: two charts of an app may be for two clusters.
 */
export function claimInChart(daemonSet: Construct, selectorLabels: Record<string, string>): string[] {
  const chart = Chart.of(daemonSet);
  const { name, metadata } = ApiObject.of(daemonSet);
  const namespace = metadata.namespace ?? '';
  const selector = JSON.stringify(Object.entries(selectorLabels).sort());
  const claimed = claims.get(chart) ?? new Map<string, Construct>();
  claims.set(chart, claimed);

  const claim = (key: string): Construct | undefined => {
    const holder = claimed.get(key);
    claimed.set(key, holder ?? daemonSet);
    return holder;
  };
  const namesake = claim(`name ${namespace}/${name}`);
  const rival = claim(`selector ${namespace}/${selector}`);
  const faults = [
    ...(namesake ? [`metadata.name is also the name of ${namesake.node.path}: one would replace the other`] : []),
    ...(rival ? [`spec.selector also selects the pods of ${rival.node.path}: both would manage them`] : []),
  ];
  return faults.map((fault) => `agent "${name}": ${fault}; give one of them another instance.`);
}
