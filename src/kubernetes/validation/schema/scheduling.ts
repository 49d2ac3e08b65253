import { LABEL_SELECTOR } from './label-selector';
import { Decoded, INT32, INT64, listOf, object, STRING } from './shape';

const NODE_SELECTOR_REQUIREMENT = object({
  key: STRING,
  operator: STRING,
  values: listOf(STRING),
});

const NODE_SELECTOR_TERM = object({
  matchExpressions: listOf(NODE_SELECTOR_REQUIREMENT),
  matchFields: listOf(NODE_SELECTOR_REQUIREMENT),
});

const NODE_SELECTOR = object({
  nodeSelectorTerms: listOf(NODE_SELECTOR_TERM),
});

const PREFERRED_SCHEDULING_TERM = object({
  weight: INT32,
  preference: NODE_SELECTOR_TERM,
});

const NODE_AFFINITY = object({
  requiredDuringSchedulingIgnoredDuringExecution: NODE_SELECTOR,
  preferredDuringSchedulingIgnoredDuringExecution: listOf(PREFERRED_SCHEDULING_TERM),
});

const POD_AFFINITY_TERM = object({
  labelSelector: LABEL_SELECTOR,
  namespaces: listOf(STRING),
  topologyKey: STRING,
  namespaceSelector: LABEL_SELECTOR,
  matchLabelKeys: listOf(STRING),
  mismatchLabelKeys: listOf(STRING),
});

const WEIGHTED_POD_AFFINITY_TERM = object({
  weight: INT32,
  podAffinityTerm: POD_AFFINITY_TERM,
});

const POD_AFFINITY = object({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(POD_AFFINITY_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(WEIGHTED_POD_AFFINITY_TERM),
});

const POD_ANTI_AFFINITY = object({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(POD_AFFINITY_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(WEIGHTED_POD_AFFINITY_TERM),
});

export const AFFINITY = object({
  nodeAffinity: NODE_AFFINITY,
  podAffinity: POD_AFFINITY,
  podAntiAffinity: POD_ANTI_AFFINITY,
});

export const TOLERATION = object({
  key: STRING,
  operator: STRING,
  value: STRING,
  effect: STRING,
  tolerationSeconds: INT64,
});

export const TOPOLOGY_SPREAD_CONSTRAINT = object({
  maxSkew: INT32,
  topologyKey: STRING,
  whenUnsatisfiable: STRING,
  labelSelector: LABEL_SELECTOR,
  minDomains: INT32,
  nodeAffinityPolicy: STRING,
  nodeTaintsPolicy: STRING,
  matchLabelKeys: listOf(STRING),
});

export const POD_SCHEDULING_GATE = object({
  name: STRING,
});

export const POD_SCHEDULING_GROUP = object({
  podGroupName: STRING,
});

export type NodeSelectorRequirement = Decoded<typeof NODE_SELECTOR_REQUIREMENT>;
export type NodeSelectorTerm = Decoded<typeof NODE_SELECTOR_TERM>;
export type NodeAffinity = Decoded<typeof NODE_AFFINITY>;
export type PodAffinityTerm = Decoded<typeof POD_AFFINITY_TERM>;
export type PodAffinity = Decoded<typeof POD_AFFINITY>;
export type Affinity = Decoded<typeof AFFINITY>;
export type Toleration = Decoded<typeof TOLERATION>;
export type TopologySpreadConstraint = Decoded<typeof TOPOLOGY_SPREAD_CONSTRAINT>;
