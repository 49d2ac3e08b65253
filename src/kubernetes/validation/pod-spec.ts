import { validateContainers } from './container';
import { validateDns } from './dns';
import { validateFileKeyVolumes } from './env';
import { validateEphemeralContainers } from './ephemeral-container';
import { Errors } from './errors';
import { validateHostPorts, validateHostUsers } from './host-namespaces';
import { validateHostAliases, validateHostnames } from './hostname';
import { validateInitContainers } from './init-container';
import { validateLabels } from './labels';
import { validateNodeAffinity } from './node-affinity';
import { validateOperatingSystem } from './operating-system';
import { validatePodAffinity } from './pod-affinity';
import { PodContext } from './pod-context';
import { validatePodResources } from './pod-resources';
import { validatePodSecurityContext } from './pod-security-context';
import { validateResourceClaims } from './resource-claim';
import { validateResources } from './resources';
import { PodSpec } from './schema/pod-spec';
import { checkDnsSubdomain, checkQualifiedName } from './syntax';
import { validateTolerations } from './toleration';
import { validateTopologySpread } from './topology-spread';
import { validateVolumes } from './volume';
import { validateHostProcess } from './windows';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never'];
const MAX_INT32 = 2 ** 31 - 1;

/**
 * The spec of a pod template, with the API's defaults.
 *
 * Fields whose feature gate is off in 1.36 (`schedulingGroup`, `stopSignal`, `clusterTrustBundle`, `podCertificate`) are
 * dropped by the API server before it looks, so they are only checked for their types.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePodSpec
 */
export function validatePodSpec(spec: PodSpec, path: string, errors: Errors): void {
  const { affinity } = spec;
  const pod: PodContext = {
    volumes: validateVolumes(spec.volumes ?? [], `${path}.volumes`, errors),
    claims: new Set((spec.resourceClaims ?? []).map(({ name }) => name ?? '').filter(Boolean)),
    gracePeriod: spec.terminationGracePeriodSeconds ?? 30,
    restartPolicy: spec.restartPolicy || 'Always',
    hostUsers: spec.hostUsers ?? true,
  };
  validateResourceClaims(spec.resourceClaims ?? [], `${path}.resourceClaims`, errors);
  validateContainers(spec.containers ?? [], pod, `${path}.containers`, errors);
  validateInitContainers(spec, pod, `${path}.initContainers`, errors);
  validateEphemeralContainers(spec, pod, `${path}.ephemeralContainers`, errors);
  validatePodResources(spec, pod.claims, path, errors);
  validateHostPorts(spec, path, errors);
  errors.oneOf(`${path}.restartPolicy`, pod.restartPolicy, RESTART_POLICIES);
  errors.oneOf(`${path}.dnsPolicy`, spec.dnsPolicy || 'ClusterFirst', DNS_POLICIES);
  validateLabels(spec.nodeSelector, `${path}.nodeSelector`, errors);
  validatePodSecurityContext(spec, `${path}.securityContext`, errors);
  validateNodeAffinity(affinity?.nodeAffinity, `${path}.affinity.nodeAffinity`, errors);
  validatePodAffinity(affinity?.podAffinity, `${path}.affinity.podAffinity`, errors);
  validatePodAffinity(affinity?.podAntiAffinity, `${path}.affinity.podAntiAffinity`, errors);
  validateDns(spec, `${path}.dnsConfig`, errors);
  validateGates(spec, path, errors);
  validateTopologySpread(spec.topologySpreadConstraints ?? [], `${path}.topologySpreadConstraints`, errors);
  validateHostProcess(spec, path, errors);
  validateHostUsers(spec, path, errors);
  validateHostnames(spec, path, errors);
  validateReferences(spec, path, errors);
  validateTolerations(spec.tolerations ?? [], `${path}.tolerations`, errors);
  validateHostAliases(spec.hostAliases ?? [], `${path}.hostAliases`, errors);
  if (spec.preemptionPolicy !== undefined) {
    errors.oneOf(`${path}.preemptionPolicy`, spec.preemptionPolicy, PREEMPTION_POLICIES);
  }
  if (spec.overhead) {
    validateResources({ limits: spec.overhead }, new Set(), `${path}.overhead`, errors);
  }
  validateOperatingSystem(spec, path, errors);
  validateFileKeyVolumes(spec, path, errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateReadinessGates, validateSchedulingGates */
function validateGates({ readinessGates = [], schedulingGates = [] }: PodSpec, path: string, errors: Errors): void {
  readinessGates.forEach(({ conditionType = '' }, i) =>
    checkQualifiedName(conditionType, `${path}.readinessGates[${i}].conditionType`, errors),
  );
  const seen = new Set<string>();
  schedulingGates.forEach(({ name = '' }, i) => {
    const field = `${path}.schedulingGates[${i}]`;
    checkQualifiedName(name, field, errors);
    if (seen.has(name)) {
      errors.duplicate(field, name);
    }
    seen.add(name);
  });
}

/** Names of other objects, and the deadline. `serviceAccount` is the old name of `serviceAccountName`. */
function validateReferences(spec: PodSpec, path: string, errors: Errors): void {
  const { nodeName, priorityClassName, runtimeClassName, activeDeadlineSeconds } = spec;
  const names = { serviceAccountName: spec.serviceAccountName || spec.serviceAccount, nodeName, priorityClassName };
  for (const [field, name] of Object.entries(names)) {
    if (name) {
      checkDnsSubdomain(name, `${path}.${field}`, errors);
    }
  }
  if (runtimeClassName !== undefined) {
    checkDnsSubdomain(runtimeClassName, `${path}.runtimeClassName`, errors);
  }
  if (activeDeadlineSeconds !== undefined && !(activeDeadlineSeconds >= 1 && activeDeadlineSeconds <= MAX_INT32)) {
    const rule = `must be between 1 and ${MAX_INT32}, inclusive`;
    errors.invalid(`${path}.activeDeadlineSeconds`, activeDeadlineSeconds, rule);
  }
}
