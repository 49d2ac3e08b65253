import type { Chart } from 'cdk8s';
import { MetricsAgent, MetricsAgentProps } from '../../../src/agents/metrics-agent';
import { Metrics } from '../../../src/agents/metrics-agent/metrics';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { Manifests, synthesize } from '../role-fixture';

/** An agent of metrics called `metrics`, whose DaemonSet the API server would take. */
export function metricsAgent(
  agent: (chart: Chart) => Metrics,
  props: Omit<MetricsAgentProps, 'agent'> = {},
): Manifests {
  const manifests = synthesize((chart) => new MetricsAgent(chart, 'metrics', { agent: agent(chart), ...props }));
  expect(ManifestValidator.validate(manifests.daemonSet)).toEqual([]);
  return manifests;
}

/** What the agent may do, as `get nodes/stats`. */
export function permissions(manifests: Manifests): string[] {
  const roles = manifests.all.filter(({ kind }) => kind === 'ClusterRole');
  return roles.flatMap(({ rules }) =>
    rules.flatMap(({ verbs, resources }: any) => resources.map((name: string) => `${verbs.join(',')} ${name}`)),
  );
}

/** The environment of a container, with `secret/key` and field paths for what is not written down. */
export function environmentOf({ env = [] }: any): Record<string, string> {
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }: any) => {
      const { secretKeyRef, fieldRef } = valueFrom ?? {};
      return [name, value ?? fieldRef?.fieldPath ?? `${secretKeyRef.name}/${secretKeyRef.key}`];
    }),
  );
}
