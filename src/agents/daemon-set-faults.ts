import { ApiObject } from 'cdk8s';
import { requirementFault } from '../kubernetes/label-selector';
import { isDnsSubdomain, isLabelValue, isQualifiedName } from '../kubernetes/label-syntax';

type Json = Record<string, any>;

/** One thing wrong: the field, what it says, the rule, and what to write instead. */
type Fault = string;

/**
 * What Kubernetes would refuse, or never finish, in a rendered DaemonSet, JSON patches included.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateDaemonSetSpec
 */
export function daemonSetFaults(apiObject: ApiObject): string[] {
  const faults = faultsOf(apiObject);
  return faults.map((fault) => `agent "${apiObject.name}": ${fault}.`);
}

function faultsOf(apiObject: ApiObject): Fault[] {
  let manifest: Json;
  try {
    manifest = apiObject.toJson();
  } catch (error) {
    return [(error as Error).message];
  }
  const pod: Json = manifest.spec.template.spec;
  return [
    ...metadataFaults(manifest),
    ...rolloutFaults(manifest.spec),
    ...containerFaults(pod),
    ...hostPortFaults(pod),
    ...nodeFaults(pod),
    ...windowsFaults(pod),
  ];
}

function metadataFaults({ metadata, spec }: Json): Fault[] {
  const selector: Json = spec.selector.matchLabels ?? {};
  const labels: Json = spec.template.metadata?.labels ?? {};
  const isLabel = ([key, value]: [string, unknown]) =>
    isQualifiedName(key) && typeof value === 'string' && isLabelValue(value);
  return [
    ...when(
      !isDnsSubdomain(metadata.name),
      `metadata.name is "${metadata.name}": names are lower case letters, digits, "-" and "."; set instance or metadata.name`,
    ),
    ...Object.entries({ ...labels, ...selector })
      .filter((label) => !isLabel(label))
      .map(
        ([key, value]) =>
          `label ${key} is "${value}": values are up to 63 letters, digits, "-", "_" and "."; set name, instance or the label`,
      ),
    ...Object.entries(selector)
      .filter(([key, value]) => labels[key] !== value)
      .map(
        ([key, value]) =>
          `podMetadata.labels["${key}"] is "${labels[key]}" and the selector has "${value}": they must be the same; ` +
          'set name, instance or selectorLabels instead of the label',
      ),
  ];
}

function rolloutFaults({ revisionHistoryLimit = 0, updateStrategy, template }: Json): Fault[] {
  const { maxSurge } = updateStrategy?.rollingUpdate ?? {};
  const ports = hostPortsOf(template.spec).map(({ key }) => key);
  return [
    ...when(
      !Number.isInteger(revisionHistoryLimit) || revisionHistoryLimit < 0,
      `spec.revisionHistoryLimit is ${revisionHistoryLimit}: it must be a whole number of 0 or more; write for example 10`,
    ),
    // https://github.com/kubernetes/kubernetes/issues/106417
    ...when(
      Boolean(maxSurge) && maxSurge !== '0%' && ports.length > 0,
      `spec.updateStrategy.rollingUpdate.maxSurge is ${maxSurge} and the pod holds host port ${ports.join(', ')}: the new pod ` +
        'cannot be scheduled until the old one is gone, so the rollout never ends; use UpdateStrategy.rolling() or no host port',
    ),
  ];
}

function containerFaults(pod: Json): Fault[] {
  const containers = containersOf(pod);
  const names = containers.map(({ container }) => container.name);
  return [
    ...duplicates(names).map((name) => `two containers are named "${name}": give each a name of its own`),
    ...containers.flatMap(({ path, container }) => {
      const { privileged, runAsNonRoot, runAsUser } = container.securityContext ?? {};
      const mounts: Json[] = container.volumeMounts ?? [];
      return [
        ...when(
          runAsNonRoot && runAsUser === 0,
          `${path}.securityContext.runAsNonRoot is true and runAsUser is 0: the kubelet starts no such container; ` +
            'write privileges: Privileges.none().asRoot(), or another user',
        ),
        ...mounts
          .filter((mount) => mount.mountPropagation === 'Bidirectional' && !privileged)
          .map(
            (mount) =>
              `${path} mounts ${mount.mountPath} with propagation Bidirectional: only privileged containers may; ` +
              "write privileges: Privileges.privileged('why') or HostToContainer",
          ),
        ...duplicates(mounts.map((mount) => mount.mountPath)).map(
          (mountPath) => `${path} has two mounts at ${mountPath}: mount one of them elsewhere, with at()`,
        ),
      ];
    }),
  ];
}

function hostPortFaults(pod: Json): Fault[] {
  const hostPorts = hostPortsOf(pod);
  return [
    ...duplicates(hostPorts.map(({ key }) => key)).map(
      (key) => `host port ${key} is declared twice: a port of the node has one holder; use another port`,
    ),
    ...hostPorts
      .filter(({ port, hostPort }) => pod.hostNetwork && hostPort !== port)
      .map(
        ({ path, port, hostPort }) =>
          `${path}.hostPort is ${hostPort}: with host network it must equal containerPort ${port}; leave hostPort out`,
      ),
  ];
}

/** The API server accepts what its own matcher then cannot parse, and such a term matches no node. */
function nodeFaults(pod: Json): Fault[] {
  const required = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms: Json[] = required?.nodeSelectorTerms ?? [];
  return terms
    .flatMap((term) => term.matchExpressions ?? [])
    .flatMap((requirement) => {
      const fault = requirementFault(requirement);
      return when(fault !== undefined, `node affinity on ${requirement.key} matches no node: ${fault}`);
    });
}

function windowsFaults(pod: Json): Fault[] {
  const hostProcess = containersOf(pod).find(({ container }) => container.securityContext?.windowsOptions?.hostProcess);
  const windows = pod.os?.name === 'windows';
  return [
    ...when(
      hostProcess !== undefined && !(windows && pod.hostNetwork),
      `${hostProcess?.path} is a HostProcess container: it needs nodes: NodeSet.windows() and hostNetwork: true`,
    ),
    ...when(windows && (pod.hostPID || pod.hostIPC), 'hostPid and hostIpc do not exist on Windows; leave them out'),
  ];
}

/** A host port of a container that runs as long as the pod does. */
interface DeclaredHostPort {
  readonly path: string;
  readonly port: number;
  readonly hostPort: number;
  /** Protocol, address and port, as the API server compares them. */
  readonly key: string;
}

function hostPortsOf(pod: Json): DeclaredHostPort[] {
  return containersOf(pod)
    .filter(({ path, container }) => !path.includes('.initContainers') || container.restartPolicy === 'Always')
    .flatMap(({ path, container }) =>
      (container.ports ?? []).map(({ containerPort, hostPort, hostIP, protocol }: Json, index: number) => ({
        path: `${path}.ports[${index}]`,
        port: containerPort,
        hostPort,
        key: `${hostIP ? `${hostIP}:` : ''}${hostPort}/${protocol ?? 'TCP'}`,
      })),
    )
    .filter(({ hostPort }) => hostPort);
}

function containersOf(pod: Json): { path: string; container: Json }[] {
  return ['initContainers', 'containers'].flatMap((field) =>
    (pod[field] ?? []).map((container: Json, i: number) => ({
      path: `spec.template.spec.${field}[${i}]`,
      container,
    })),
  );
}

function when(wrong: unknown, fault: Fault): Fault[] {
  return wrong ? [fault] : [];
}

function duplicates(items: string[]): string[] {
  return [...new Set(items.filter((item, i) => items.indexOf(item) !== i))];
}
