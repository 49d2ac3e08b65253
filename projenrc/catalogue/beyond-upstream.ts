import { AgentFacts } from './agent-facts';
import { Privileged, UpstreamFacts } from './upstream-facts';

/** @see https://github.com/containerd/containerd/blob/main/pkg/oci/spec.go */
export const RUNTIME_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** Directories that the library names after the agent which keeps its state there. */
const OWN_STATE = ['/var/lib/node-agents/', 'C:\\var\\lib\\node-agents\\'];

const RANK: Privileged[] = ['none', 'init', 'main'];

/** What an agent may do and its upstream may not, a line each; none when it needs no more. */
export function beyondUpstream(facts: AgentFacts, upstream: UpstreamFacts): string[] {
  const { privileged = 'none', hostNamespaces = [], writes, reads = [], clusterRoles = [] } = upstream;
  const granted = new Set(expand(upstream.capabilities));
  return [
    ...(RANK.indexOf(privilegedOf(facts)) > RANK.indexOf(privileged) ? [`is privileged (${privilegedOf(facts)})`] : []),
    ...facts.privileges.containers
      .filter(({ init }) => privileged !== 'main' && !(init && privileged === 'init'))
      .flatMap((container) => capabilitiesOf(facts, container))
      .filter((capability) => !granted.has(capability))
      .map((capability) => `has ${capability}`),
    ...facts.privileges.hostNamespaces
      .filter((namespace) => !hostNamespaces.includes(namespace))
      .map((namespace) => `shares ${namespace}`),
    ...writtenPaths(facts)
      .filter((path) => !writes.some((allowed) => isWithin(path, allowed)))
      .map((path) => `writes ${path}`),
    ...readPaths(facts)
      .filter((path) => ![...reads, ...writes].some((allowed) => isWithin(path, allowed)))
      .map((path) => `reads ${path}`),
    ...[...facts.permissions].flatMap(([resource, verbs]) =>
      [...verbs].filter((verb) => !isPermitted(upstream, resource, verb)).map((verb) => `may ${verb} ${resource}`),
    ),
    ...facts.clusterRoles.filter((name) => !clusterRoles.includes(name)).map((name) => `is bound to ${name}`),
  ].filter((line, index, all) => all.indexOf(line) === index);
}

/** Which containers may do everything on the node: those that are privileged, or on Windows processes of the node. */
export function privilegedOf({ privileges, pod }: AgentFacts): Privileged {
  const all = [...(pod.initContainers ?? []), ...pod.containers];
  const hostProcesses = all.filter(({ securityContext }) => securityContext?.windowsOptions?.hostProcess);
  const privileged = privileges.containers.filter(
    (container) => container.privileged || hostProcesses.some(({ name }) => name === container.name),
  );
  if (privileged.some(({ init }) => !init)) return 'main';
  return privileged.length > 0 ? 'init' : 'none';
}

/** What a container that is not privileged can do beyond its user: what it adds, and what is left of the runtime's. */
export function capabilitiesOf(
  { pod }: AgentFacts,
  container: AgentFacts['privileges']['containers'][number],
): string[] {
  // Capabilities are of Linux.
  if (container.privileged || pod.os?.name === 'windows') return [];
  const dropped = new Set(container.droppedCapabilities);
  const left = dropped.has('ALL') ? [] : RUNTIME_CAPABILITIES.filter((name) => !dropped.has(name));
  return [...new Set([...left, ...container.addedCapabilities])];
}

/** What it may write to on the node, but for the directory of its name. */
export function writtenPaths({ privileges }: AgentFacts): string[] {
  return privileges.hostPaths
    .filter(({ path, writable }) => writable && !OWN_STATE.some((own) => path.startsWith(own)))
    .map(({ path }) => path);
}

export function readPaths({ privileges }: AgentFacts): string[] {
  return privileges.hostPaths.filter(({ writable }) => !writable).map(({ path }) => path);
}

function expand(capabilities: string[]): string[] {
  return capabilities.flatMap((name) => (name === 'DEFAULT' ? RUNTIME_CAPABILITIES : [name]));
}

function isWithin(written: string, allowed: string): boolean {
  // The one is a link to the other.
  const [path, parent] = [written, allowed].map((each) =>
    each.replaceAll('\\', '/').replace(/^\/var\/run(?=\/|$)/, '/run'),
  );
  return path === parent || path.startsWith(parent.endsWith('/') ? parent : `${parent}/`);
}

function isPermitted({ permissions }: UpstreamFacts, resource: string, verb: string): boolean {
  // Whoever may use the proxy of a node may use all that its kubelet serves.
  const wider = resource.startsWith('nodes/') && resource !== 'nodes/status' ? permissions['nodes/proxy'] : undefined;
  const verbs = [permissions[resource], permissions['*'], wider].flatMap((each) => each?.split(' ') ?? []);
  return verbs.includes(verb) || verbs.includes('*');
}
