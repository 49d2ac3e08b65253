import { isIP } from 'node:net';
import { pathSegmentFaults } from './object-names';
import { Errors } from '../../src/kubernetes/validation/errors';
import { validateLabels, validateLabelSelector } from '../../src/kubernetes/validation/labels';
import {
  checkDnsLabel,
  configKeyFaults,
  dnsSubdomainFaults,
  portNameFaults,
  portNumberFaults,
  qualifiedNameFaults,
} from '../../src/kubernetes/validation/syntax';
import { validateTolerations } from '../../src/kubernetes/validation/toleration';

/** What the API server asks of an object beyond the types of its fields. The object is decoded: its maps are Maps. */
type Rule = (object: any, errors: Errors) => void;

/** By `apiVersion kind`. DaemonSets have a validator of their own. */
export const COMPANION_RULES: Record<string, Rule> = {
  'v1 ConfigMap': validateConfigMap,
  'v1 Secret': validateSecret,
  'v1 Service': validateService,
  'networking.k8s.io/v1 NetworkPolicy': validateNetworkPolicy,
  'node.k8s.io/v1 RuntimeClass': validateRuntimeClass,
  'policy/v1 PodDisruptionBudget': validatePodDisruptionBudget,
  'rbac.authorization.k8s.io/v1 ClusterRole': (role, errors) => validateRules(role, false, errors),
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': (binding, errors) => validateBinding(binding, false, errors),
  'rbac.authorization.k8s.io/v1 Role': (role, errors) => validateRules(role, true, errors),
  'rbac.authorization.k8s.io/v1 RoleBinding': (binding, errors) => validateBinding(binding, true, errors),
  'scheduling.k8s.io/v1 PriorityClass': validatePriorityClass,
  'storage.k8s.io/v1 CSIDriver': validateCsiDriver,
};

const MEBIBYTE = 1024 * 1024;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateConfigMap */
function validateConfigMap({ data = new Map(), binaryData = new Map() }: any, errors: Errors): void {
  for (const key of data.keys()) {
    errors.invalidEach(`data[${key}]`, key, configKeyFaults(key));
    if (binaryData.has(key)) errors.invalid(`data[${key}]`, key, 'duplicate of key present in binaryData');
  }
  for (const key of binaryData.keys()) errors.invalidEach(`binaryData[${key}]`, key, configKeyFaults(key));
  checkBase64(binaryData, 'binaryData', errors);
  if (bytesOf(data) + decodedBytesOf(binaryData) > MEBIBYTE) errors.tooLong('', MEBIBYTE);
}

/** What a Secret of a type must hold. */
const SECRET_KEYS: Record<string, string[]> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateSecret */
function validateSecret({ data = new Map(), stringData = new Map(), type }: any, errors: Errors): void {
  const keys = [...data.keys(), ...stringData.keys()];
  keys.forEach((key) => errors.invalidEach(`data[${key}]`, key, configKeyFaults(key)));
  checkBase64(data, 'data', errors);
  for (const key of SECRET_KEYS[type] ?? []) if (!keys.includes(key)) errors.required(`data[${key}]`);
  if (decodedBytesOf(data) + bytesOf(stringData) > MEBIBYTE) errors.tooLong('data', MEBIBYTE);
}

function bytesOf(values: Map<string, string>): number {
  return [...values.values()].reduce((sum, value) => sum + Buffer.byteLength(value), 0);
}

function decodedBytesOf(values: Map<string, string>): number {
  return [...values.values()].reduce((sum, value) => sum + Buffer.from(value, 'base64').length, 0);
}

function checkBase64(values: Map<string, string>, path: string, errors: Errors): void {
  for (const [key, value] of values) {
    if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) {
      errors.invalid(`${path}[${key}]`, value, 'must be base64');
    }
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateService */
function validateService({ spec }: any, errors: Errors): void {
  if (!spec) return errors.required('spec');
  const { ports = [], selector, clusterIP = '', externalIPs = [], type = 'ClusterIP' } = spec;
  errors.oneOf('spec.type', type, ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);
  if (spec.internalTrafficPolicy !== undefined) {
    errors.oneOf('spec.internalTrafficPolicy', spec.internalTrafficPolicy, ['Cluster', 'Local']);
  }
  if (spec.externalTrafficPolicy !== undefined && !['NodePort', 'LoadBalancer'].includes(type)) {
    errors.invalid(
      'spec.externalTrafficPolicy',
      spec.externalTrafficPolicy,
      'may only be set for externally-accessible',
    );
  }
  if (spec.sessionAffinity !== undefined) {
    errors.oneOf('spec.sessionAffinity', spec.sessionAffinity, ['None', 'ClientIP']);
    if (clusterIP === 'None' && spec.sessionAffinity !== 'None') {
      errors.forbidden('spec.sessionAffinity', 'may not be set for headless services');
    }
  }
  if (spec.trafficDistribution !== undefined) {
    const words = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
    errors.oneOf('spec.trafficDistribution', spec.trafficDistribution, words);
  }
  if (clusterIP === 'None' ? type !== 'ClusterIP' : clusterIP !== '' && isIP(clusterIP) === 0) {
    errors.invalid('spec.clusterIP', clusterIP, "must be empty, 'None' of a ClusterIP, or a valid IP address");
  }
  externalIPs.forEach((address: string, i: number) => {
    if (isIP(address) === 0) errors.invalid(`spec.externalIPs[${i}]`, address, 'must be a valid IP address');
  });
  if (ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') errors.required('spec.ports');
  validateLabels(selector, 'spec.selector', errors);
  ports.forEach((port: any, i: number) => validateServicePort(port, ports, type, `spec.ports[${i}]`, errors));
  const keys = ports.map(({ port, protocol = 'TCP' }: any) => `${port}/${protocol}`);
  repeated(keys).forEach((key) => errors.duplicate('spec.ports', key));
  repeated(ports.flatMap(({ name }: any) => name ?? [])).forEach((name) => errors.duplicate('spec.ports.name', name));
}

function validateServicePort(port: any, all: any[], type: string, path: string, errors: Errors): void {
  const { name = '', protocol = 'TCP', targetPort, nodePort } = port;
  if (name === '') {
    if (all.length > 1) errors.required(`${path}.name`);
  } else {
    checkDnsLabel(name, `${path}.name`, errors);
  }
  if (port.port !== undefined) errors.invalidEach(`${path}.port`, port.port, portNumberFaults(port.port));
  errors.oneOf(`${path}.protocol`, protocol, ['TCP', 'UDP', 'SCTP']);
  if (typeof targetPort === 'number') {
    errors.invalidEach(`${path}.targetPort`, targetPort, portNumberFaults(targetPort));
  }
  if (typeof targetPort === 'string') errors.invalidEach(`${path}.targetPort`, targetPort, portNameFaults(targetPort));
  if (nodePort && type === 'ClusterIP') {
    errors.forbidden(`${path}.nodePort`, 'may not be used when `type` is ClusterIP');
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go ValidateNetworkPolicySpec */
function validateNetworkPolicy({ spec = {} }: any, errors: Errors): void {
  validateLabelSelector(spec.podSelector, 'spec.podSelector', errors);
  (spec.policyTypes ?? []).forEach((type: string, i: number) =>
    errors.oneOf(`spec.policyTypes[${i}]`, type, ['Ingress', 'Egress']),
  );
  const peers = (rules: any[] = [], side: string, field: string) =>
    rules.forEach((rule, i) => {
      (rule[side] ?? []).forEach((peer: any, j: number) => {
        const at = `spec.${field}[${i}].${side}[${j}]`;
        const { podSelector, namespaceSelector, ipBlock } = peer;
        if (!podSelector && !namespaceSelector && !ipBlock) errors.required(at, 'must specify a peer');
        if (ipBlock && (podSelector || namespaceSelector)) {
          errors.forbidden(at, 'may not specify ipBlock and a selector');
        }
        validateLabelSelector(podSelector, `${at}.podSelector`, errors);
        validateLabelSelector(namespaceSelector, `${at}.namespaceSelector`, errors);
      });
      (rule.ports ?? []).forEach(({ port, endPort, protocol = 'TCP' }: any, j: number) => {
        const at = `spec.${field}[${i}].ports[${j}]`;
        errors.oneOf(`${at}.protocol`, protocol, ['TCP', 'UDP', 'SCTP']);
        if (typeof port === 'number') errors.invalidEach(`${at}.port`, port, portNumberFaults(port));
        if (typeof port === 'string') errors.invalidEach(`${at}.port`, port, portNameFaults(port));
        if (endPort !== undefined && !(typeof port === 'number' && endPort >= port)) {
          errors.invalid(`${at}.endPort`, endPort, 'must be greater than or equal to `port`');
        }
      });
    });
  peers(spec.ingress, 'from', 'ingress');
  peers(spec.egress, 'to', 'egress');
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/node/validation/validation.go */
function validateRuntimeClass({ handler = '', overhead, scheduling }: any, errors: Errors): void {
  checkDnsLabel(handler, 'handler', errors);
  for (const [name, { quantity }] of overhead?.podFixed ?? []) {
    errors.invalidEach('overhead.podFixed', name, qualifiedNameFaults(name));
    if (quantity < 0n) errors.invalid(`overhead.podFixed[${name}]`, name, 'must be greater than or equal to 0');
  }
  validateLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector', errors);
  validateTolerations(scheduling?.tolerations ?? [], 'scheduling.tolerations', errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/policy/validation/validation.go */
function validatePodDisruptionBudget({ spec = {} }: any, errors: Errors): void {
  if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
    errors.invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set');
  }
  validateLabelSelector(spec.selector, 'spec.selector', errors);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go ValidatePolicyRule */
function validateRules({ rules = [] }: any, namespaced: boolean, errors: Errors): void {
  rules.forEach(({ verbs = [], apiGroups = [], resources = [], nonResourceURLs = [] }: any, i: number) => {
    const path = `rules[${i}]`;
    if (verbs.length === 0) errors.required(`${path}.verbs`, 'verbs must contain at least one value');
    if (nonResourceURLs.length > 0) {
      if (namespaced) {
        errors.invalid(`${path}.nonResourceURLs`, nonResourceURLs, 'namespaced rules cannot apply to them');
      }
      if (apiGroups.length + resources.length > 0) {
        errors.invalid(
          `${path}.nonResourceURLs`,
          nonResourceURLs,
          'rules cannot apply to both regular resources and them',
        );
      }
      return;
    }
    if (apiGroups.length === 0) {
      errors.required(`${path}.apiGroups`, 'resource rules must supply at least one api group');
    }
    if (resources.length === 0) {
      errors.required(`${path}.resources`, 'resource rules must supply at least one resource');
    }
  });
}

const RBAC = 'rbac.authorization.k8s.io';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go ValidateRoleBinding */
function validateBinding({ roleRef = {}, subjects = [] }: any, namespaced: boolean, errors: Errors): void {
  errors.oneOf('roleRef.apiGroup', roleRef.apiGroup, [RBAC]);
  errors.oneOf('roleRef.kind', roleRef.kind, namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']);
  if (roleRef.name === '') errors.required('roleRef.name');
  errors.invalidEach('roleRef.name', roleRef.name, pathSegmentFaults(roleRef.name ?? ''));
  subjects.forEach(({ kind, name = '', namespace = '', apiGroup = '' }: any, i: number) => {
    const path = `subjects[${i}]`;
    errors.oneOf(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group']);
    if (kind === 'ServiceAccount') {
      errors.invalidEach(`${path}.name`, name, dnsSubdomainFaults(name));
      if (apiGroup !== '') errors.notSupported(`${path}.apiGroup`, apiGroup, ['']);
      if (!namespaced && namespace === '') errors.required(`${path}.namespace`);
    } else if (apiGroup !== RBAC) {
      errors.notSupported(`${path}.apiGroup`, apiGroup, [RBAC]);
    }
  });
}

const HIGHEST_USER_PRIORITY = 1_000_000_000;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/scheduling/validation/validation.go ValidatePriorityClass */
function validatePriorityClass({ metadata, value = 0, preemptionPolicy }: any, errors: Errors): void {
  if (metadata?.name?.startsWith('system-')) {
    errors.forbidden('metadata.name', "priority class names with 'system-' prefix are reserved for system use only");
  }
  if (value > HIGHEST_USER_PRIORITY) {
    errors.forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`);
  }
  if (preemptionPolicy !== undefined) {
    errors.oneOf('preemptionPolicy', preemptionPolicy, ['PreemptLowerPriority', 'Never']);
  }
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/storage/validation/validation.go ValidateCSIDriver */
function validateCsiDriver({ spec = {} }: any, errors: Errors): void {
  const { fsGroupPolicy, volumeLifecycleModes = [], tokenRequests = [], nodeAllocatableUpdatePeriodSeconds } = spec;
  if (fsGroupPolicy !== undefined) {
    errors.oneOf('spec.fsGroupPolicy', fsGroupPolicy, ['ReadWriteOnceWithFSType', 'File', 'None']);
  }
  volumeLifecycleModes.forEach((mode: string) =>
    errors.oneOf('spec.volumeLifecycleModes', mode, ['Persistent', 'Ephemeral']),
  );
  tokenRequests.forEach(({ expirationSeconds = 600 }: any, i: number) => {
    if (expirationSeconds < 600 || expirationSeconds > 2 ** 32) {
      errors.invalid(`spec.tokenRequests[${i}].expirationSeconds`, expirationSeconds, 'must be from 600 to 1<<32');
    }
  });
  repeated(tokenRequests.map(({ audience = '' }: any) => audience)).forEach((audience) =>
    errors.duplicate('spec.tokenRequests.audience', audience),
  );
  if (spec.serviceAccountTokenInSecrets !== undefined && tokenRequests.length === 0) {
    errors.invalid('spec.serviceAccountTokenInSecrets', true, 'must not be set without tokenRequests');
  }
  if (nodeAllocatableUpdatePeriodSeconds !== undefined && nodeAllocatableUpdatePeriodSeconds < 10) {
    errors.invalid(
      'spec.nodeAllocatableUpdatePeriodSeconds',
      nodeAllocatableUpdatePeriodSeconds,
      'must be at least 10',
    );
  }
}

function repeated(texts: string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
