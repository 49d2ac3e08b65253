import { Errors } from '../../src/kubernetes/validation/errors';
import { validateMetadata } from '../../src/kubernetes/validation/metadata';
import type { ObjectMeta } from '../../src/kubernetes/validation/schema/object-meta';
import { checkDnsLabel, checkDnsSubdomain, type Syntax } from '../../src/kubernetes/validation/syntax';

type CheckName = (name: string, errors: Errors) => void;

const invalidIf =
  (faults: Syntax): CheckName =>
  (name, errors) =>
    errors.invalidEach('metadata.name', name, faults(name));

/** Kinds whose names are no DNS subdomains, or no more than that. */
const NAMES: Record<string, CheckName> = {
  'v1 Namespace': (name, errors) => checkDnsLabel(name, 'metadata.name', errors),
  'v1 Service': invalidIf(serviceNameFaults),
  'batch/v1 CronJob': invalidIf((name) => (name.length > 52 ? ['must be no more than 52 characters'] : [])),
  'storage.k8s.io/v1 CSIDriver': invalidIf((name) => (name.length > 63 ? ['must be no more than 63 characters'] : [])),
  ...Object.fromEntries(
    ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => [
      `rbac.authorization.k8s.io/v1 ${kind}`,
      invalidIf(pathSegmentFaults),
    ]),
  ),
};

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateObjectMeta */
export function validateName(apiVersion: string, kind: string, metadata: ObjectMeta, errors: Errors): void {
  const check = NAMES[`${apiVersion} ${kind}`];
  // What is left of the rules holds for every kind.
  validateMetadata({ ...metadata, name: metadata.name && 'name' }, 'metadata', errors);
  if (!metadata.name) return;
  check?.(metadata.name, errors);
  if (!apiVersion.startsWith('rbac.')) checkDnsSubdomain(metadata.name, 'metadata.name', errors);
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validate/content/dns.go IsDNS1035Label */
function serviceNameFaults(name: string): string[] {
  return [
    ...(name.length > 63 ? ['must be no more than 63 characters'] : []),
    ...(/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) ? [] : ['must be a label of RFC 1035, which starts with a letter']),
  ];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/path/name.go */
export function pathSegmentFaults(name: string): string[] {
  return ['.', '..'].includes(name) || /[/%]/.test(name) ? ["must not be '.' or '..', nor contain '/' or '%'"] : [];
}
