import { Field } from './manifest/field';
import { Manifest } from './manifest/manifest';

const IN_SPEC = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet', 'Job', 'ReplicationController'];
const GROUPS = /^(v1$|apps\/|batch\/|extensions\/)/;

/** The pod that one of Kubernetes' own workloads makes, with its metadata; a Pod is its own. Undefined for other objects. */
export function podTemplateOf({ kind, apiVersion }: Manifest, root: Field): Field | undefined {
  if (!GROUPS.test(apiVersion)) {
    return undefined;
  }
  if (IN_SPEC.includes(kind)) {
    return root.get('spec').get('template');
  }
  if (kind === 'CronJob') {
    return root.get('spec').get('jobTemplate').get('spec').get('template');
  }
  return kind === 'Pod' ? root : undefined;
}
