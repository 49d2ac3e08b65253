import { Labels } from '../kubernetes/label-selector';
import { Field } from '../kubernetes/manifest/field';
import { Manifest } from '../kubernetes/manifest/manifest';
import { annotatedRole } from '../planner/bootstrap/role/read-role';

/** A mount of a volume in a container. */
export interface AgentMount {
  readonly volume: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  /** @default - None */
  readonly propagation?: string;
}

/** What a reviewer reads of a container. */
export interface AgentContainer {
  readonly name: string;
  readonly image: string;
  /** Command and arguments. */
  readonly words: readonly string[];
  /** An init container; a sidecar is none. */
  readonly init: boolean;
  readonly privileged: boolean;
  /** Whether it asks for something that only Linux has: capabilities, a user id, a seccomp profile. */
  readonly linuxSecurity: boolean;
  /** Id of its user. @default - the image's */
  readonly user?: number;
  /** Id of its group; 0 where root's is among its groups. @default - the image's */
  readonly group?: number;
  readonly readinessProbe: boolean;
  readonly livenessProbe: boolean;
  /** Fields of the pod that its environment tells, such as `spec.nodeName`. */
  readonly podFields: readonly string[];
  readonly mounts: readonly AgentMount[];
}

/** A path of the node that the pod may mount. */
export interface HostPathVolume {
  readonly volume: string;
  /** Without a slash at its end. */
  readonly path: string;
  /** Empty when nothing is checked. */
  readonly type: string;
}

/** What of a DaemonSet a plan does not need and a reviewer reads. */
export interface AgentManifest {
  readonly annotations: Labels;
  readonly podLabels: Labels;
  readonly containers: readonly AgentContainer[];
  readonly hostPaths: readonly HostPathVolume[];
  readonly hostPid: boolean;
  /** `linux` or `windows`, where the pod says so itself. */
  readonly os?: string;
  /** @default - ClusterFirst */
  readonly dnsPolicy?: string;
  readonly serviceAccount: string;
  /** Keys of the labels that it says it sets on its node. */
  readonly setsLabels: readonly string[];
}

/** Reads a DaemonSet without a word on faults: planning it has told them. */
export function readAgentManifest(manifest: Manifest): AgentManifest {
  const root = Field.of(manifest, []);
  const template = root.get('spec').get('template');
  const pod = template.get('spec');
  return {
    annotations: root.get('metadata').get('annotations').strings(),
    podLabels: template.get('metadata').get('labels').strings(),
    containers: [
      ...pod
        .get('initContainers')
        .list((each) => readContainer(each, pod, each.get('restartPolicy').value !== 'Always')),
      ...pod.get('containers').list((each) => readContainer(each, pod, false)),
    ],
    hostPaths: pod.get('volumes').list(readHostPath),
    hostPid: pod.get('hostPID').boolean() ?? false,
    os: pod.get('os').get('name').string(),
    dnsPolicy: pod.get('dnsPolicy').string(),
    serviceAccount: pod.get('serviceAccountName').string() ?? pod.get('serviceAccount').string() ?? 'default',
    // Whatever is wrong with the annotation, a bootstrap plan tells.
    setsLabels: [...(annotatedRole(manifest, [])?.labels.keys() ?? [])],
  };
}

function readContainer(container: Field, pod: Field, init: boolean): AgentContainer {
  const security = container.get('securityContext');
  const ofPod = pod.get('securityContext');
  const id = (field: string) => integer(security.get(field)) ?? integer(ofPod.get(field));
  const isInRootGroup = ofPod
    .get('supplementalGroups')
    .items()
    .some((group) => group.value === 0);
  return {
    name: container.get('name').string() ?? '',
    image: container.get('image').string() ?? '',
    words: [...container.get('command').stringList(), ...container.get('args').stringList()],
    init,
    privileged: security.get('privileged').boolean() ?? false,
    linuxSecurity: LINUX_ONLY.some((field) => security.get(field).present),
    user: id('runAsUser'),
    group: isInRootGroup ? 0 : id('runAsGroup'),
    readinessProbe: container.get('readinessProbe').present,
    livenessProbe: container.get('livenessProbe').present,
    podFields: container
      .get('env')
      .list((variable) => variable.get('valueFrom').get('fieldRef').get('fieldPath').string()),
    mounts: container.get('volumeMounts').list((mount) => ({
      volume: mount.get('name').string() ?? '',
      mountPath: mount.get('mountPath').string() ?? '',
      readOnly: mount.get('readOnly').boolean() ?? false,
      propagation: mount.get('mountPropagation').string(),
    })),
  };
}

function integer({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

const LINUX_ONLY = ['capabilities', 'runAsUser', 'seccompProfile', 'seLinuxOptions', 'procMount'];

function readHostPath(volume: Field): HostPathVolume | undefined {
  const hostPath = volume.get('hostPath');
  const path = hostPath.get('path').string();
  return path === undefined
    ? undefined
    : {
        volume: volume.get('name').string() ?? '',
        path: path.replace(/(.)\/+$/, '$1'),
        type: hostPath.get('type').string() ?? '',
      };
}

/** A path of the node in a container. */
export interface HostMount extends AgentMount, HostPathVolume {
  readonly container: AgentContainer;
}

/** The paths of the node, where and how containers mount them. */
export function hostMounts({ containers, hostPaths }: AgentManifest): HostMount[] {
  return containers.flatMap((container) =>
    container.mounts.flatMap((mount) =>
      hostPaths.filter(({ volume }) => volume === mount.volume).map((path) => ({ ...path, ...mount, container })),
    ),
  );
}
