import { LabelSelector, SelectorRequirement } from './label-selector';
import { Field } from './manifest/field';
import { NodeSelectorTerm } from './node-selector';
import { Container, ContainerPort, PodAffinityTerm, PodSpec, TopologySpreadConstraint } from './pod-spec';
import { Toleration } from './toleration';

/** Reads the spec of a pod or of a pod template. */
export function readPodSpec(spec: Field): PodSpec {
  const affinity = spec.get('affinity');
  const resources = spec.get('resources');
  return {
    containers: spec.get('containers').list(readContainer),
    initContainers: spec.get('initContainers').list(readContainer),
    hostNetwork: spec.get('hostNetwork').boolean() ?? false,
    nodeName: spec.get('nodeName').string() || undefined,
    nodeSelector: spec.get('nodeSelector').strings(),
    requiredTerms: readRequiredTerms(affinity.get('nodeAffinity').get(REQUIRED)),
    podAffinity: affinity.get('podAffinity').get(REQUIRED).list(readPodAffinityTerm),
    podAntiAffinity: affinity.get('podAntiAffinity').get(REQUIRED).list(readPodAffinityTerm),
    topologySpread: spec.get('topologySpreadConstraints').list(readSpreadConstraint),
    tolerations: spec.get('tolerations').list(readToleration),
    priorityClassName: spec.get('priorityClassName').string() || undefined,
    priority: spec.get('priority').integer(),
    preemptionPolicy: spec.get('preemptionPolicy').string(),
    runtimeClassName: spec.get('runtimeClassName').string() || undefined,
    schedulerName: spec.get('schedulerName').string() || 'default-scheduler',
    overhead: readResourceList(spec.get('overhead')),
    requests: readResourceList(resources.get('requests')),
    limits: readResourceList(resources.get('limits')),
    claims: spec.get('volumes').list((volume) => volume.get('persistentVolumeClaim').get('claimName').string()),
  };
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** Amounts by resource name. */
export function readResourceList(list: Field) {
  return list.map((amount) => amount.quantity());
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

function readPodAffinityTerm(term: Field): PodAffinityTerm {
  return {
    topologyKey: term.get('topologyKey').string() ?? '',
    labelSelector: readLabelSelector(term.get('labelSelector')),
    namespaces: term.get('namespaces').stringList(),
    namespaceSelector: readLabelSelector(term.get('namespaceSelector')),
  };
}

function readSpreadConstraint(constraint: Field): TopologySpreadConstraint | undefined {
  if (constraint.get('whenUnsatisfiable').string() !== 'DoNotSchedule') {
    return undefined; // ScheduleAnyway only ranks nodes.
  }
  return {
    topologyKey: constraint.get('topologyKey').string() ?? '',
    maxSkew: constraint.get('maxSkew').integer() ?? 1,
    minDomains: constraint.get('minDomains').integer(),
    labelSelector: readLabelSelector(constraint.get('labelSelector')),
    nodeAffinityPolicy: constraint.get('nodeAffinityPolicy').string() ?? 'Honor',
    nodeTaintsPolicy: constraint.get('nodeTaintsPolicy').string() ?? 'Ignore',
  };
}
