import { ApiObject } from 'cdk8s';
import { takeOver } from './handed-over';
import { typeScriptFix } from './typescript-fixes';
import { parseInt64 } from '../kubernetes/label-selector';
import { isLabelValue } from '../kubernetes/label-syntax';
import { faultToString } from '../kubernetes/manifest/fault';
import { decode } from '../kubernetes/validation/decode';
import { Errors } from '../kubernetes/validation/errors';
import { ManifestError } from '../kubernetes/validation/manifest-error';
import { eachContainer } from '../kubernetes/validation/pod-containers';
import { DAEMON_SET, DaemonSet, DaemonSetSpec } from '../kubernetes/validation/schema/daemon-set';
import { PodSpec } from '../kubernetes/validation/schema/pod-spec';
import { validateDaemonSet } from '../kubernetes/validation/validate-daemon-set';

/** One thing wrong: the field, what it says, the rule, and what to write instead. */
type Fault = string;

const POD = 'spec.template.spec';

/** A host with a port if there is one, a path in lower case, a tag, a digest. */
const IMAGE =
  /^([A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?\/|\[[0-9A-Fa-f:]+\](:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*(:\w[\w.-]{0,127})?(@[A-Za-z][\w+.-]*:[0-9A-Fa-f]{32,})?$/;

/**
 * What Kubernetes would refuse, or never finish, in a rendered DaemonSet, JSON patches included: what the API server's
 * own rules say, and what it accepts although it cannot work.
 */
export function daemonSetFaults(apiObject: ApiObject): string[] {
  const sentences = faultsOf(apiObject).map((fault) => (fault.endsWith('?') ? fault : `${fault}.`));
  return sentences.map((sentence) => `agent "${apiObject.name}": ${sentence}`);
}

/** By manifest that was handed over. */
const known = new WeakMap<object, readonly Fault[]>();

function faultsOf(apiObject: ApiObject): readonly Fault[] {
  const manifest = takeOver(apiObject);
  if (!manifest) {
    return renderedFaults(apiObject);
  }
  const faults = known.get(manifest) ?? faultsIn(manifest);
  known.set(manifest, faults);
  return faults;
}

function renderedFaults(apiObject: ApiObject): readonly Fault[] {
  let manifest: unknown;
  try {
    manifest = apiObject.toJson();
  } catch (error) {
    return [(error as Error).message];
  }
  return faultsIn(manifest);
}

function faultsIn(manifest: unknown): readonly Fault[] {
  // Types that are wrong are among the errors; what is left can be read without asking again.
  const daemonSet = decode(manifest, DAEMON_SET, new Errors()) ?? {};
  const spec = daemonSet.spec ?? {};
  const pod = spec.template?.spec ?? {};
  return [
    ...refusals(validateDaemonSet(manifest), daemonSet),
    ...surgeFaults(spec),
    ...imageFaults(pod),
    ...userFaults(pod),
    ...nodeFaults(pod),
    ...hostProcessFaults(pod),
  ];
}

/** The API server's errors, with one fault for each mistake: it tells of every rule and every place. */
function refusals(errors: readonly ManifestError[], daemonSet: DaemonSet): Fault[] {
  const located = errors
    .flatMap((error) => subjectsOf(error, daemonSet).map((subject): ManifestError => ({ ...error, ...subject })))
    .filter((error) => !isConsequence(error, errors, daemonSet.spec?.template?.spec ?? {}));
  const mistakes = new Map<string, ManifestError[]>();
  for (const error of located) {
    const mistake = JSON.stringify([error.field, error.value]);
    mistakes.set(mistake, [...(mistakes.get(mistake) ?? []), error]);
  }
  return [...mistakes.values()].map(refusal);
}

function refusal(errors: readonly ManifestError[]): Fault {
  const [{ type, field, value }] = errors;
  const details = type === 'UnknownField' ? ['unknown field'] : errors.map(({ detail }) => detail);
  const fix = errors.map(typeScriptFix).find((each) => each !== undefined);
  const rule = [...new Set(details)].join(', and ');
  const isPredicate = /^(is|must|may|can|cannot) /.test(rule);
  const subject = value === undefined && !isPredicate ? `${field}:` : field;
  const sentence = faultToString({ field: subject, value, rule });
  return fix ? `${sentence}; ${fix}` : sentence;
}

/** Whether an error goes away with the mistake that another one tells of. */
function isConsequence({ type, field, value }: ManifestError, errors: readonly ManifestError[], pod: PodSpec): boolean {
  const isWrongIn = (other: string) => errors.some((each) => each.field === other && each.value === value);
  // The instance is the name, and a label.
  if (field === 'label app.kubernetes.io/instance') {
    return isWrongIn('metadata.name');
  }
  // On the host network the container port is rendered as the host port too.
  if (pod.hostNetwork && field.endsWith('.hostPort')) {
    return isWrongIn(field.replace(/hostPort$/, 'containerPort'));
  }
  // A volume with a fault of its own is not found by its mounts.
  const isLost = type === 'FieldValueNotFound' && /\.volume(Mounts|Devices)\[\d+\]\.name$/.test(field);
  return isLost && (pod.volumes ?? []).some(({ name }) => name === value);
}

type Subject = Pick<ManifestError, 'field' | 'value'>;

/** What an error is about, where its field does not tell: the API server leaves out keys of labels and some positions. */
function subjectsOf({ type, field, value }: ManifestError, daemonSet: DaemonSet): Subject[] {
  const labels = labelsOf(daemonSet)[field];
  if (labels?.has(value)) {
    return [{ field: 'the key of a label', value }];
  }
  if (labels) {
    return [...labels].filter(([, text]) => text === value).map(([key]) => ({ field: `label ${key}`, value }));
  }
  if (type === 'FieldValueForbidden' && field.endsWith('.mountPropagation')) {
    return bidirectionalMounts(daemonSet.spec?.template?.spec ?? {}, field);
  }
  // An error about the pod as a whole has an empty text for a value.
  return [field === POD && value === '' ? { field, value: undefined } : { field, value }];
}

function bidirectionalMounts(pod: PodSpec, field: string): Subject[] {
  return eachContainer(pod, POD)
    .filter(([, path]) => field.startsWith(`${path}.`))
    .flatMap(([{ volumeMounts = [] }, path]) =>
      volumeMounts.map(({ mountPropagation }, i) => ({
        field: `${path}.volumeMounts[${i}].mountPropagation`,
        value: mountPropagation,
      })),
    )
    .filter(({ value }) => value === 'Bidirectional');
}

/** Labels by the fields that the API server's errors name. */
function labelsOf({ metadata, spec }: DaemonSet): Record<string, ReadonlyMap<string, string> | undefined> {
  return {
    'metadata.labels': metadata?.labels,
    'spec.selector.matchLabels': spec?.selector?.matchLabels,
    'spec.template.labels': spec?.template?.metadata?.labels,
  };
}

/** @see https://github.com/kubernetes/kubernetes/issues/106417 */
function surgeFaults({ updateStrategy, template }: DaemonSetSpec): Fault[] {
  const { maxSurge = 0 } = updateStrategy?.rollingUpdate ?? {};
  const ports = hostPortsOf(template?.spec ?? {});
  return when(
    parseInt(String(maxSurge), 10) > 0 && ports.length > 0,
    `spec.updateStrategy.rollingUpdate.maxSurge is ${maxSurge} and the pod holds host port ${ports.join(', ')}: the new pod ` +
      'cannot be scheduled until the old one is gone, so the rollout never ends; use UpdateStrategy.rolling() or no host port',
  );
}

/** Host ports of containers that run as long as the pod does. */
function hostPortsOf(pod: PodSpec): string[] {
  const sidecars = (pod.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...sidecars, ...(pod.containers ?? [])]
    .flatMap(({ ports = [] }) => ports)
    .filter(({ hostPort }) => hostPort)
    .map(({ hostPort, hostIP, protocol }) => `${hostIP ? `${hostIP}:` : ''}${hostPort}/${protocol ?? 'TCP'}`);
}

/** The API server takes any text; the kubelet then says InvalidImageName. @see https://github.com/distribution/reference */
function imageFaults(pod: PodSpec): Fault[] {
  return eachContainer(pod, POD).flatMap(([{ image }, path]) =>
    when(
      image && !IMAGE.test(image),
      `${path}.image is ${JSON.stringify(image)}: the kubelet reads no name of an image in it; write one such as ` +
        'registry.example.com/agent:1.0.0',
    ),
  );
}

function userFaults(pod: PodSpec): Fault[] {
  return eachContainer(pod, POD).flatMap(([{ securityContext }, path]) =>
    when(
      securityContext?.runAsNonRoot && securityContext.runAsUser === 0,
      `${path}.securityContext.runAsNonRoot is true and runAsUser is 0: the kubelet starts no such container; ` +
        'write privileges: Privileges.none().asRoot(), or another user',
    ),
  );
}

/** The API server accepts any label value beside Gt and Lt; its own matcher then cannot parse the term. */
function nodeFaults({ affinity }: PodSpec): Fault[] {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (required?.nodeSelectorTerms ?? [])
    .flatMap(({ matchExpressions = [] }) => matchExpressions)
    .filter(({ operator = '', values = [] }) => /^[GL]t$/.test(operator) && values.length === 1)
    .flatMap(({ key, operator, values = [] }) =>
      when(
        isLabelValue(values[0]) && parseInt64(values[0]) === undefined,
        `node affinity on ${key} matches no node: operator ${operator} needs exactly one integer`,
      ),
    );
}

/** Without an operating system the API server cannot know where the pod will run. */
function hostProcessFaults(pod: PodSpec): Fault[] {
  const hostProcess = eachContainer(pod, POD).find(
    ([{ securityContext }]) => securityContext?.windowsOptions?.hostProcess,
  );
  const ofPod = pod.securityContext?.windowsOptions?.hostProcess;
  return [
    ...when(
      pod.os?.name === 'windows' && pod.hostNetwork && !hostProcess && !ofPod,
      `${POD}.hostNetwork is true: on Windows a pod has the network of its node only if its containers are HostProcess ` +
        "containers; leave it out, or write privileges: Privileges.hostProcess('what the agent does to its node')",
    ),
    ...when(
      hostProcess && pod.hostNetwork && !pod.os,
      `${hostProcess?.[1]} is a HostProcess container: other nodes than those of Windows start none; write nodes: NodeSet.windows()`,
    ),
  ];
}

function when<T>(holds: unknown, item: T): T[] {
  return holds ? [item] : [];
}
