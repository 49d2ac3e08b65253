import type { BootstrapRole } from 'cdk8s-node-agents';
import { BOOTSTRAP_ANNOTATION } from 'cdk8s-node-agents/lib/planner/bootstrap/bootstrap-role';
import { recognise } from 'cdk8s-node-agents/lib/planner/bootstrap/role/recognise';

/** What an agent brings to a new node and waits for there, a line each; none when nothing waits for it. */
export function bootstrapOf(daemonSet: any): string[] {
  const annotation = daemonSet.metadata.annotations?.[BOOTSTRAP_ANNOTATION];
  return annotation ? declared(JSON.parse(annotation)) : known(daemonSet);
}

function declared({ provides = {}, removesTaints = [], removedBy, requires = [] }: BootstrapRole): string[] {
  const { labels = {}, resources = {}, nodeNetwork, serviceNetwork } = provides;
  return [
    ...(nodeNetwork ? ['brings nodeNetwork'] : []),
    ...(serviceNetwork ? ['brings serviceNetwork'] : []),
    ...Object.keys(labels).map((key) => `sets label ${key}`),
    ...Object.keys(resources).map((name) => `offers ${name}`),
    ...taints(removesTaints, removedBy),
    ...requires.map((fact) => `waits for ${fact}`),
  ];
}

/** The planner knows some agents by their image or name. */
function known(daemonSet: any): string[] {
  const agent = recognise({ ...daemonSet, object: daemonSet, describe: () => daemonSet.metadata.name });
  if (!agent) return [];
  return [
    ...(agent.provides ?? []).map((fact) => `brings ${fact}`),
    ...Object.keys(agent.labels ?? {}).map((key) => `sets label ${key}`),
    ...(agent.findsLabels ?? []).map((key) => `sets labels ${key}*`),
    ...(agent.resources ?? []).map((name) => `offers ${name}`),
    ...taints(agent.removesTaints ?? [], agent.removedBy),
    ...(agent.requires ?? []).map((fact) => `waits for ${fact}`),
  ];
}

function taints(keys: readonly string[], removedBy?: string): string[] {
  return keys.map((key) => (removedBy ? `lets ${removedBy} remove taint ${key}` : `removes taint ${key}`));
}
