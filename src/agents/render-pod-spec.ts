import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { NodeSet } from './node-set';
import { TolerationSet } from './toleration-set';
import { SelectorRequirement } from '../kubernetes/label-selector';

type Json = Record<string, any>;

/** Security settings that the API server accepts for a pod of Windows; those of Linux it refuses. */
const WINDOWS_SECURITY = ['runAsNonRoot', 'windowsOptions'];

/** The pod spec of an agent: what cdk8s-plus rendered, and what it has no words for. */
export function renderPodSpec(
  base: Json,
  props: NodeAgentDaemonSetProps,
  nodes: NodeSet,
  tolerations: TolerationSet,
  confinements: ReadonlyMap<string, Json> = new Map(),
): Json {
  const placement = placeOn(base.affinity, nodes);
  const windows = placement.os === 'windows';
  const container = (each: Json) =>
    renderContainer(
      { ...each, securityContext: { ...each.securityContext, ...confinements.get(each.name) } },
      props.hostNetwork ?? false,
      windows,
    );
  return withoutEmpty({
    ...base,
    containers: base.containers.map(container),
    initContainers: base.initContainers?.map(container),
    os: windows ? { name: 'windows' } : undefined,
    nodeSelector: placement.os && { 'kubernetes.io/os': placement.os },
    affinity: placement.affinity,
    tolerations: unique(
      [...tolerations._toKube(), ...(base.tolerations ?? [])].map((each) => withoutUnkept(each, 'value')),
    ),
    hostNetwork: base.hostNetwork || undefined,
    hostPID: props.hostPid || undefined,
    hostIPC: props.hostIpc || undefined,
    setHostnameAsFQDN: base.setHostnameAsFQDN || undefined,
    priorityClassName: props.priorityClass?.name,
    runtimeClassName: props.runtimeClassName,
    schedulerName: props.schedulerName,
    securityContext: podSecurityContext(base.securityContext, props, windows),
  });
}

/** Terms of `scheduling.attract()` are alternatives among themselves, and each must also meet the node set. */
function placeOn(affinity: Json = {}, nodes: NodeSet): { os?: string; affinity?: Json } {
  const { requiredDuringSchedulingIgnoredDuringExecution: attracted, ...nodeAffinity } = affinity.nodeAffinity ?? {};
  const { os, terms } = (attracted ? nodes.and(toNodeSet(attracted.nodeSelectorTerms)) : nodes)._toKube();
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
  return {
    os,
    affinity: withoutEmpty({
      ...affinity,
      nodeAffinity: withoutEmpty({ ...nodeAffinity, ...(terms.length > 0 && required) }),
    }),
  };
}

function toNodeSet(terms: { matchExpressions?: SelectorRequirement[] }[]): NodeSet {
  return NodeSet._fromTerms(terms.map(({ matchExpressions }) => ({ labels: matchExpressions ?? [], fields: [] })));
}

function renderContainer(container: Json, hostNetwork: boolean, windows: boolean): Json {
  return withoutEmpty({
    ...container,
    env: container.env?.map((each: Json) => withoutUnkept(each, 'value')),
    volumeMounts: container.volumeMounts?.map((each: Json) => withoutUnkept(each, 'readOnly')),
    // The scheduler counts every declared port of a host network pod; say so where people read it.
    ports: hostNetwork
      ? container.ports?.map((port: Json) => ({ hostPort: port.containerPort, ...port }))
      : container.ports,
    securityContext: windows
      ? pick(container.securityContext, WINDOWS_SECURITY)
      : linuxSecurity(container.securityContext),
  });
}

/**
 * Leaves out what the API server refuses or ignores beside full privileges.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateSecurityContext
 */
function linuxSecurity(context: Json = {}): Json {
  const { privileged, allowPrivilegeEscalation, capabilities, seccompProfile, ...rest } = context;
  if (privileged) {
    return { ...rest, privileged };
  }
  const escalates = capabilities?.add?.includes('SYS_ADMIN');
  return { ...rest, capabilities, seccompProfile, ...(!escalates && { allowPrivilegeEscalation }) };
}

/** cdk8s-plus would add settings of its own, which then count for every container that says nothing. */
function podSecurityContext(context: Json = {}, props: NodeAgentDaemonSetProps, windows: boolean): Json | undefined {
  const { ensureNonRoot, fsGroupChangePolicy } = props.securityContext ?? {};
  const asked = { ...context, runAsNonRoot: ensureNonRoot, fsGroupChangePolicy };
  return withoutEmpty(windows ? pick(asked, WINDOWS_SECURITY) : asked);
}

function pick(object: Json = {}, keys: string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function withoutEmpty(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0),
    ),
  );
}

/** Without a field that says nothing: the API server does not keep it, and every `kubectl apply` would find the pod changed. */
function withoutUnkept(object: Json, field: string): Json {
  const { [field]: value, ...rest } = object;
  return value ? object : rest;
}

function unique(objects: Json[]): Json[] {
  return [...new Map(objects.map((each) => [JSON.stringify(each), each])).values()];
}
