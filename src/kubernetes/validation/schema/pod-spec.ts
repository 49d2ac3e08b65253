import { CONTAINER, EPHEMERAL_CONTAINER, RESOURCE_REQUIREMENTS } from './container';
import { LOCAL_OBJECT_REFERENCE } from './reference';
import {
  AFFINITY,
  POD_SCHEDULING_GATE,
  POD_SCHEDULING_GROUP,
  TOLERATION,
  TOPOLOGY_SPREAD_CONSTRAINT,
} from './scheduling';
import { POD_SECURITY_CONTEXT } from './security-context';
import { BOOLEAN, Decoded, INT32, INT64, listOf, mapOf, object, QUANTITY, STRING } from './shape';
import { VOLUME } from './volume';

const HOST_ALIAS = object({
  ip: STRING,
  hostnames: listOf(STRING),
});

const POD_DNS_CONFIG_OPTION = object({
  name: STRING,
  value: STRING,
});

const POD_DNS_CONFIG = object({
  nameservers: listOf(STRING),
  searches: listOf(STRING),
  options: listOf(POD_DNS_CONFIG_OPTION),
});

const POD_READINESS_GATE = object({
  conditionType: STRING,
});

const POD_OS = object({
  name: STRING,
});

const POD_RESOURCE_CLAIM = object({
  name: STRING,
  resourceClaimName: STRING,
  resourceClaimTemplateName: STRING,
});

export const POD_SPEC = object({
  volumes: listOf(VOLUME),
  initContainers: listOf(CONTAINER),
  containers: listOf(CONTAINER),
  ephemeralContainers: listOf(EPHEMERAL_CONTAINER),
  restartPolicy: STRING,
  terminationGracePeriodSeconds: INT64,
  activeDeadlineSeconds: INT64,
  dnsPolicy: STRING,
  nodeSelector: mapOf(STRING),
  serviceAccountName: STRING,
  serviceAccount: STRING,
  automountServiceAccountToken: BOOLEAN,
  nodeName: STRING,
  hostNetwork: BOOLEAN,
  hostPID: BOOLEAN,
  hostIPC: BOOLEAN,
  shareProcessNamespace: BOOLEAN,
  securityContext: POD_SECURITY_CONTEXT,
  imagePullSecrets: listOf(LOCAL_OBJECT_REFERENCE),
  hostname: STRING,
  subdomain: STRING,
  affinity: AFFINITY,
  schedulerName: STRING,
  tolerations: listOf(TOLERATION),
  hostAliases: listOf(HOST_ALIAS),
  priorityClassName: STRING,
  priority: INT32,
  dnsConfig: POD_DNS_CONFIG,
  readinessGates: listOf(POD_READINESS_GATE),
  runtimeClassName: STRING,
  enableServiceLinks: BOOLEAN,
  preemptionPolicy: STRING,
  overhead: mapOf(QUANTITY),
  topologySpreadConstraints: listOf(TOPOLOGY_SPREAD_CONSTRAINT),
  setHostnameAsFQDN: BOOLEAN,
  os: POD_OS,
  hostUsers: BOOLEAN,
  schedulingGates: listOf(POD_SCHEDULING_GATE),
  resourceClaims: listOf(POD_RESOURCE_CLAIM),
  resources: RESOURCE_REQUIREMENTS,
  hostnameOverride: STRING,
  schedulingGroup: POD_SCHEDULING_GROUP,
});

export type HostAlias = Decoded<typeof HOST_ALIAS>;
export type PodDNSConfig = Decoded<typeof POD_DNS_CONFIG>;
export type PodResourceClaim = Decoded<typeof POD_RESOURCE_CLAIM>;
export type PodSpec = Decoded<typeof POD_SPEC>;
