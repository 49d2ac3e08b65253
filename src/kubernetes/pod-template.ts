import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';

/** Where Kubernetes' own workloads keep the pod they make, with its metadata; a Pod is its own. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['Deployment', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['Pod', []],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
]);
const GROUPS = /^(v1$|apps\/|batch\/|extensions\/)/;

/** Whether an object is one of Kubernetes' own workloads, which make pods, or a Pod. */
export function isWorkload({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return TEMPLATES.has(kind) && GROUPS.test(apiVersion);
}

/** The pod that a workload makes; undefined for other objects. */
export function podTemplateOf(manifest: Manifest, root: Field): Field | undefined {
  return isWorkload(manifest)
    ? TEMPLATES.get(manifest.kind)!.reduce((field, name) => field.get(name), root)
    : undefined;
}
