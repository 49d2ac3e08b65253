import { Labels, LabelSelector, SelectorRequirement } from './label-selector';
import { Field } from './manifest/field';
import { NodeSelectorTerm } from './node-selector';
import {
  BoundPodSpec,
  Container,
  ContainerPort,
  PodAffinityTerm,
  PodSpec,
  ResourceList,
  TopologySpreadConstraint,
} from './pod-spec';
import { storedQuantity } from './quantity';
import { Toleration } from './toleration';

/** Labels that are asked for by their keys. */
type LabelsByKey = Pick<Labels, 'get' | 'has'>;

/** Reads the spec of a pod or of a pod template that has these labels. */
export function readPodSpec(spec: Field, labels: LabelsByKey): PodSpec {
  const affinity = spec.get('affinity');
  return {
    ...readBoundPodSpec(spec, labels, affinity),
    nodeName: spec.get('nodeName').string() || undefined,
    nodeSelector: spec.get('nodeSelector').strings(),
    requiredTerms: readRequiredTerms(affinity.get('nodeAffinity').get(REQUIRED)),
    podAffinity: affinity
      .get('podAffinity')
      .get(REQUIRED)
      .list((term) => readPodAffinityTerm(term, labels)),
    topologySpread: spec
      .get('topologySpreadConstraints')
      .list((constraint) => readSpreadConstraint(constraint, labels)),
    preemptionPolicy: spec.get('preemptionPolicy').string(),
    runtimeClassName: spec.get('runtimeClassName').string() || undefined,
    schedulerName: spec.get('schedulerName').string() || 'default-scheduler',
    claims: readClaims(spec),
  };
}

/** Reads what counts of the spec of a pod that has these labels and is bound to a node. */
export function readBoundPodSpec(spec: Field, labels: LabelsByKey, affinity = spec.get('affinity')): BoundPodSpec {
  const resources = spec.get('resources');
  return {
    containers: spec.get('containers').list(readContainer),
    initContainers: spec.get('initContainers').list(readContainer),
    hostNetwork: spec.get('hostNetwork').boolean() ?? false,
    podAntiAffinity: affinity
      .get('podAntiAffinity')
      .get(REQUIRED)
      .list((term) => readPodAffinityTerm(term, labels)),
    tolerations: spec.get('tolerations').list(readToleration),
    priorityClassName: spec.get('priorityClassName').string() || undefined,
    priority: spec.get('priority').integer(),
    overhead: readResourceList(spec.get('overhead')),
    requests: readResourceList(resources.get('requests')),
    limits: readResourceList(resources.get('limits')),
  };
}

function readClaims(spec: Field): string[] {
  return spec.get('volumes').list((volume) => volume.get('persistentVolumeClaim').get('claimName').string());
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

const NOTHING: ResourceList = new Map();

/** Amounts by resource name, as the API server stores them. */
export function readResourceList(list: Field): ResourceList {
  if (!list.present) {
    return NOTHING;
  }
  return list.map((field) => {
    const amount = field.quantity();
    return amount === undefined ? undefined : storedQuantity(amount);
  });
}

function readContainer(container: Field): Container {
  const resources = container.get('resources');
  return {
    name: container.get('name').string() ?? '',
    requests: readResourceList(resources.get('requests')),
    limits: readResourceList(resources.get('limits')),
    ports: container.get('ports').list(readPort),
    sidecar: container.get('restartPolicy').string() === 'Always',
  };
}

function readPort(port: Field): ContainerPort {
  return {
    containerPort: port.get('containerPort').integer() ?? 0,
    hostPort: port.get('hostPort').integer() ?? 0,
    hostIP: port.get('hostIP').string() ?? '',
    protocol: port.get('protocol').string() || 'TCP',
  };
}

/** Reads a toleration of a pod. */
export function readToleration(toleration: Field): Toleration {
  return {
    key: toleration.get('key').string() || undefined,
    operator: toleration.get('operator').string() || undefined,
    value: toleration.get('value').string() || undefined,
    effect: toleration.get('effect').string() || undefined,
    tolerationSeconds: toleration.get('tolerationSeconds').integer(),
  };
}

function readRequiredTerms(required: Field): NodeSelectorTerm[] | undefined {
  if (!required.present) {
    return undefined;
  }
  return required.get('nodeSelectorTerms').list((term) => ({
    matchExpressions: term.get('matchExpressions').list(readRequirement),
    matchFields: term.get('matchFields').list(readRequirement),
  }));
}

function readRequirement(requirement: Field): SelectorRequirement {
  return {
    key: requirement.get('key').string() ?? '',
    operator: requirement.get('operator').string() ?? '',
    values: requirement.get('values').stringList(),
  };
}

/** Reads a label selector; undefined when there is none. */
export function readLabelSelector(selector: Field): LabelSelector | undefined {
  if (!selector.present) {
    return undefined;
  }
  return {
    matchLabels: selector.get('matchLabels').strings(),
    matchExpressions: selector.get('matchExpressions').list(readRequirement),
  };
}

/**
 * Reads the label selector of a term, with the labels of the pod itself that `matchLabelKeys` and `mismatchLabelKeys`
 * name merged in, as the API server does when a pod is created.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/strategy.go applyMatchLabelKeysAndMismatchLabelKeys
 */
function readOwnLabelSelector(term: Field, labels: LabelsByKey): LabelSelector | undefined {
  const selector = readLabelSelector(term.get('labelSelector'));
  if (!selector) {
    return undefined;
  }
  const { matchLabels, matchExpressions } = selector;
  // A selector may not name a key of matchLabelKeys, so one that does is of a running pod and already merged.
  const matching = term
    .get('matchLabelKeys')
    .stringList()
    .filter((key) => !matchExpressions.some((requirement) => requirement.key === key));
  const mismatching = term.get('mismatchLabelKeys').stringList();
  const own = [...requirements(matching, 'In', labels), ...requirements(mismatching, 'NotIn', labels)];
  return { matchLabels, matchExpressions: [...matchExpressions, ...own] };
}

function requirements(keys: readonly string[], operator: string, labels: LabelsByKey): SelectorRequirement[] {
  return keys.filter((key) => labels.has(key)).map((key) => ({ key, operator, values: [labels.get(key)!] }));
}

function readPodAffinityTerm(term: Field, labels: LabelsByKey): PodAffinityTerm {
  return {
    topologyKey: term.get('topologyKey').string() ?? '',
    labelSelector: readOwnLabelSelector(term, labels),
    namespaces: term.get('namespaces').stringList(),
    namespaceSelector: readLabelSelector(term.get('namespaceSelector')),
  };
}

function readSpreadConstraint(constraint: Field, labels: LabelsByKey): TopologySpreadConstraint | undefined {
  if (constraint.get('whenUnsatisfiable').string() !== 'DoNotSchedule') {
    return undefined; // ScheduleAnyway only ranks nodes.
  }
  return {
    topologyKey: constraint.get('topologyKey').string() ?? '',
    maxSkew: constraint.get('maxSkew').integer() ?? 1,
    minDomains: constraint.get('minDomains').integer(),
    labelSelector: readOwnLabelSelector(constraint, labels),
    nodeAffinityPolicy: constraint.get('nodeAffinityPolicy').string() ?? 'Honor',
    nodeTaintsPolicy: constraint.get('nodeTaintsPolicy').string() ?? 'Ignore',
  };
}
