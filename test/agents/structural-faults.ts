import { readFileSync } from 'node:fs';
import * as k8s from 'cdk8s-plus-28/lib/imports/k8s';

type Writer = (props: any) => unknown;

/** What writes each kind, by the types that are generated from the API of Kubernetes 1.28. */
const WRITERS: Record<string, Writer> = {
  'v1 ConfigMap': k8s.toJson_KubeConfigMapProps,
  'v1 Namespace': k8s.toJson_KubeNamespaceProps,
  'v1 ResourceQuota': k8s.toJson_KubeResourceQuotaProps,
  'v1 Service': k8s.toJson_KubeServiceProps,
  'v1 ServiceAccount': k8s.toJson_KubeServiceAccountProps,
  'apps/v1 DaemonSet': k8s.toJson_KubeDaemonSetProps,
  'apps/v1 Deployment': k8s.toJson_KubeDeploymentProps,
  'batch/v1 CronJob': k8s.toJson_KubeCronJobProps,
  'networking.k8s.io/v1 NetworkPolicy': k8s.toJson_KubeNetworkPolicyProps,
  'node.k8s.io/v1 RuntimeClass': k8s.toJson_KubeRuntimeClassProps,
  'rbac.authorization.k8s.io/v1 ClusterRole': k8s.toJson_KubeClusterRoleProps,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': k8s.toJson_KubeClusterRoleBindingProps,
  'rbac.authorization.k8s.io/v1 Role': k8s.toJson_KubeRoleProps,
  'rbac.authorization.k8s.io/v1 RoleBinding': k8s.toJson_KubeRoleBindingProps,
  'scheduling.k8s.io/v1 PriorityClass': k8s.toJson_KubePriorityClassProps,
  'storage.k8s.io/v1 CSIDriver': k8s.toJson_KubeCsiDriverProps,
  'storage.k8s.io/v1 StorageClass': k8s.toJson_KubeStorageClassProps,
};

/** What the API calls a field whose name those types spell in their own way: `clusterIP` of their `clusterIp`. */
const SPELLED = new Map(
  [...readFileSync(require.resolve('cdk8s-plus-28/lib/imports/k8s'), 'utf8').matchAll(/'(\w+)': obj\.(\w+)/g)]
    .map(([, name, spelled]) => [spelled, name] as const)
    .filter(([spelled, name]) => spelled !== name),
);

/** Fields of Kubernetes 1.36 that 1.28 did not have. */
const NEWER = new Set([
  'CSIDriver spec.nodeAllocatableUpdatePeriodSeconds',
  'CSIDriver spec.serviceAccountTokenInSecrets',
  'Service spec.trafficDistribution',
]);

/** What must be there, beside what the types of cdk8s-plus ask for by themselves. `[]` stands for every entry of a list. */
const REQUIRED: Record<string, string[]> = {
  ClusterRole: ['metadata.name', 'rules', 'rules[].verbs'],
  ClusterRoleBinding: ['metadata.name', ...bindingFields()],
  CSIDriver: ['metadata.name', 'spec'],
  DaemonSet: ['metadata.name', 'spec.selector', 'spec.template'],
  Namespace: ['metadata.name'],
  PriorityClass: ['metadata.name', 'value'],
  Role: ['metadata.name', 'rules', 'rules[].verbs'],
  RoleBinding: ['metadata.name', ...bindingFields()],
  RuntimeClass: ['metadata.name', 'handler'],
  Service: ['metadata.name', 'spec.selector', 'spec.ports[].port'],
};

const CLUSTER_SCOPED = ['ClusterRole', 'ClusterRoleBinding', 'CSIDriver', 'Namespace', 'PriorityClass', 'RuntimeClass'];

/**
 * Why the API server would refuse a manifest under strict field validation: fields it does not know, fields that are not
 * there, a namespace where there can be none. A kind that is none of Kubernetes' own has no faults.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function structuralFaults({ apiVersion, kind, ...fields }: any): string[] {
  const writer = WRITERS[`${apiVersion} ${kind}`];
  if (!writer) {
    return /(^v\d|\.k8s\.io\/|^apps\/|^batch\/)/.test(apiVersion) ? [`${apiVersion} ${kind} is no known kind`] : [];
  }
  const read = new Set<string>();
  writer(watched(fields, '', read));
  return [
    ...leaves(fields, '')
      .flatMap((path) => unreadPart(path, read))
      .filter((path) => !NEWER.has(`${kind} ${path}`))
      .map((path) => `${path} is unknown`),
    ...(REQUIRED[kind] ?? ['metadata.name']).filter((path) => !has(fields, path)).map((path) => `${path} is missing`),
    ...(CLUSTER_SCOPED.includes(kind) && fields.metadata?.namespace ? ['metadata.namespace must not be set'] : []),
  ].filter((fault, index, all) => all.indexOf(fault) === index);
}

function bindingFields(): string[] {
  return ['roleRef.apiGroup', 'roleRef.kind', 'roleRef.name', 'subjects[].kind', 'subjects[].name'];
}

/** An object that remembers which of its fields are read: what a writer never asks for, it does not know. */
function watched(value: any, path: string, read: Set<string>): any {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, key) => {
      if (typeof key === 'symbol' || Array.isArray(target)) return watched(target[key], `${path}[]`, read);
      const name = SPELLED.get(key) ?? key;
      read.add(join(path, name));
      return watched(target[name], join(path, name), read);
    },
    ownKeys: (target) => Reflect.ownKeys(target),
  });
}

function leaves(value: any, path: string): string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, `${path}[]`));
  return Object.entries(value).flatMap(([key, each]) => leaves(each, join(path, key)));
}

function unreadPart(path: string, read: Set<string>): string[] {
  const keys = path.split('\u0000');
  const unread = keys.findIndex((_, index) => {
    const part = keys.slice(0, index + 1).join('\u0000');
    return !read.has(part.replace(/(\[\])+$/, ''));
  });
  return unread < 0 ? [] : [keys.slice(0, unread + 1).join('.')];
}

/** Keys of maps may have dots, so parts of a path are held apart by what no key can have. */
function join(path: string, key: string): string {
  return path ? `${path}\u0000${key}` : key;
}

function has(fields: any, path: string): boolean {
  const [key, ...rest] = path.split('.');
  const list = key.endsWith('[]');
  const value = fields?.[list ? key.slice(0, -2) : key];
  if (list) return [value ?? []].flat().every((each: any) => has(each, rest.join('.')));
  return value !== undefined && (rest.length === 0 || has(value, rest.join('.')));
}
