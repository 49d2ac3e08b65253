import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentFacts, factsOf } from './agent-facts';
import { capabilitiesOf, privilegedOf, readPaths, writtenPaths } from './beyond-upstream';
import { bootstrapOf } from './bootstrap-facts';
import { NAMED_SYSTEMS } from './named-systems';
import { NoUpstream, UPSTREAM, UpstreamFacts } from './upstream-facts';
import { ON_WINDOWS } from './windows-facts';
import { CATALOGUE } from '../../examples/catalogue/agents';
import type { CatalogueAgent, CatalogueGroup } from '../../examples/catalogue/catalogue-agent';
import { TolerationSet } from 'cdk8s-node-agents';

export const PAGE = join(__dirname, '../../docs/catalogue.md');

const NOTHING = '–';

/** The page on every agent, as Markdown: what it asks for, what its upstream asks for, and what serves which system. */
export function cataloguePage(): string {
  return [
    '# Catalogue',
    '',
    'Every agent that the library has a construct for, as it is by default: all of it is read from the manifests that ' +
      '[examples/catalogue](../examples/catalogue) synthesizes, with what its own project ships beside it. This page is generated.',
    '',
    '- **Here** and **upstream** compare what an agent may do to its node and to the cluster. A test proves that it may no ' +
      'more here than upstream, but for what is explained.',
    '- **Written** paths leave out `/var/lib/node-agents/`, where an agent keeps its own state in a directory of its name.',
    '- **Runtime** capabilities are those that a container runtime gives unless they are dropped.',
    '- **New node** is what the bootstrap planner knows of an agent: what it brings to a node that joins, and what it waits ' +
      'for there beside a Ready node.',
    '- **Level** is the strictest Pod Security level that admits the agent. A path of the node alone takes `privileged`.',
    '',
    ...overview(),
    ...CATALOGUE.flatMap(group),
    ...onWindows(),
    ...systems(),
  ].join('\n');
}

function overview(): string[] {
  return [
    '| agent | written as | level |',
    '| --- | --- | --- |',
    ...CATALOGUE.flatMap(({ namespace, agents }) =>
      agents.map((agent) => {
        const facts = factsOf(agent, namespace);
        return row(`[${agent.name}](#${anchor(agent.name)})`, writtenAs(agent, facts), facts.privileges.level);
      }),
    ),
    '',
  ];
}

function group({ namespace, title, agents }: CatalogueGroup): string[] {
  return [`## ${title}`, '', ...agents.flatMap((agent) => section(agent, factsOf(agent, namespace)))];
}

function section(agent: CatalogueAgent, facts: AgentFacts): string[] {
  const upstream = UPSTREAM[agent.name];
  return [
    `### ${agent.name}`,
    '',
    `${writtenAs(agent, facts)}, ${code(facts.pod.containers[0].image)}. [Upstream](${agent.upstream})${read(upstream)}.`,
    '',
    ...('source' in upstream ? comparison(facts, upstream) : alone(facts)),
    '',
    ...Object.entries(('source' in upstream && upstream.beyond) || {}).map(
      ([what, why]) => `More than upstream: it ${what}, ${why}.\n`,
    ),
    ...operation(facts),
    '',
  ];
}

function read(upstream: UpstreamFacts | NoUpstream): string {
  return 'source' in upstream ? `, read from [${upstream.source}](${upstream.link})` : `: ${upstream.none}`;
}

function comparison(facts: AgentFacts, upstream: UpstreamFacts): string[] {
  const theirs = [
    upstream.privileged ?? 'none',
    list((upstream.capabilities ?? []).map((name) => (name === 'DEFAULT' ? 'runtime' : name))),
    list(upstream.hostNamespaces ?? []),
    list(upstream.writes.map(code)),
    list((upstream.reads ?? []).map(code)),
    permissions(Object.entries(upstream.permissions), upstream.clusterRoles),
  ];
  return [
    '| | here | upstream |',
    '| --- | --- | --- |',
    ...asks(facts).map(([what, ours], index) => row(what, ours, theirs[index])),
  ];
}

function alone(facts: AgentFacts): string[] {
  return ['| | here |', '| --- | --- |', ...asks(facts).map(([what, ours]) => row(what, ours))];
}

/** What an agent asks for, in the order of the comparison. */
function asks(facts: AgentFacts): [what: string, ours: string][] {
  const capabilities = facts.privileges.containers.flatMap((container) => capabilitiesOf(facts, container));
  const ours = [...facts.permissions].map(([resource, verbs]) => [resource, [...verbs].join(' ')] as [string, string]);
  return [
    [facts.pod.os ? 'HostProcess containers' : 'privileged containers', privilegedOf(facts)],
    ['capabilities', list([...new Set(capabilities)].sort())],
    ['namespaces of the node', list(facts.privileges.hostNamespaces)],
    ['written paths', list(writtenPaths(facts).map(code))],
    ['read paths', list(readPaths(facts).map(code))],
    ['API server', permissions(ours, facts.clusterRoles)],
  ];
}

/** What else an operator wants to know of it. */
function operation({ privileges, daemonSet, pod }: AgentFacts): string[] {
  const { updateStrategy } = daemonSet.spec;
  const ports = privileges.hostPorts.map(({ port, protocol }) => code(`${port}/${protocol}`));
  const open = pod.containers.flatMap((container: any) =>
    (container.ports ?? []).map(({ containerPort, protocol = 'TCP' }: any) => code(`${containerPort}/${protocol}`)),
  );
  return [
    '| | |',
    '| --- | --- |',
    row('ports', list(open.filter((port: string) => !ports.includes(port)))),
    row('ports of the node', list(ports)),
    row('sockets', list(privileges.sockets.map(code))),
    row('requests', list(pod.containers.map(requests))),
    row('tolerations', tolerations(pod.tolerations ?? [])),
    row('priority', pod.priorityClassName ? code(pod.priorityClassName) : NOTHING),
    row('update', update(updateStrategy)),
    row('new node', list(bootstrapOf(daemonSet))),
  ];
}

function requests({ name, resources = {} }: any): string {
  const { cpu, memory } = resources.requests ?? {};
  const limit = resources.limits?.memory;
  return `${name}: ${[cpu, memory && (limit ? `${memory} of ${limit}` : memory)].filter(Boolean).join(', ')}`;
}

/** Tolerations that are told by what they are for. */
const SETS: [TolerationSet, string][] = [
  [TolerationSet.everything(), 'everything'],
  [TolerationSet.controlPlane(), 'control planes'],
  [TolerationSet.disruption(), 'nodes about to go'],
  [TolerationSet.nodeLifecycle(), 'nodes that are not ready'],
  [TolerationSet.windows(), 'Windows nodes'],
];

function tolerations(written: any[]): string {
  const left = new Map(written.map((each) => [toleration(each), each]));
  const told = SETS.flatMap(([set, words]) => {
    const all = set._toKube().map(toleration);
    if (!all.every((each) => left.has(each))) return [];
    all.forEach((each) => left.delete(each));
    return [words];
  });
  return list([...told, ...left.keys()]);
}

function toleration({ key, operator, value, effect }: any): string {
  if (!key && operator === 'Exists') return effect ? `all ${effect}` : 'everything';
  return code([key, value && `=${value}`, effect && `:${effect}`].filter(Boolean).join(''));
}

function update({ type, rollingUpdate }: any): string {
  const { maxUnavailable, maxSurge } = rollingUpdate ?? {};
  if (type === 'OnDelete') return 'on deletion';
  return maxSurge ? `a surge of ${maxSurge}` : `${maxUnavailable ?? 1} unavailable`;
}

function permissions(verbsBy: [resource: string, verbs: string][], clusterRoles: string[] = []): string {
  return list([...verbsBy.map(([resource, verbs]) => `${resource}: ${verbs}`), ...clusterRoles.map(code)]);
}

function onWindows(): string[] {
  return [
    '## What runs on Windows nodes',
    '',
    'A role that is given `nodes: NodeSet.windows(...)` makes its agent for Windows, where the library has one. Otherwise it ' +
      'throws, so that no image for Linux waits on a Windows node. `AgentVariants` has both from one collector: see ' +
      '[examples/edge](../examples/edge). Of what is not here the library makes agents for Linux alone.',
    '',
    '| product | here | upstream | read from |',
    '| --- | --- | --- | --- |',
    ...ON_WINDOWS.map(({ product, agent, upstream, source }) =>
      row(`[${product}](#${anchor(product)})`, agent ? served(agent) : NOTHING, upstream, source),
    ),
    '',
  ];
}

function systems(): string[] {
  return [
    '## Which system is served by what',
    '',
    'Systems that introductions to the DaemonSet name, and what of the library serves each.',
    '',
    '| system | served by | |',
    '| --- | --- | --- |',
    ...Object.values(NAMED_SYSTEMS)
      .flat()
      .map(({ system, by, how = '' }) => row(system, list(by.map(served)), how)),
    '',
  ];
}

function served(name: string): string {
  const isAgent = CATALOGUE.some(({ agents }) => agents.some((agent) => agent.name === name));
  return isAgent ? `[${name}](#${anchor(name)})` : code(name);
}

function writtenAs({ product }: CatalogueAgent, { role }: AgentFacts): string {
  return product ? `${code(product)} of ${code(role)}` : code(role);
}

function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function list(items: string[]): string {
  return items.join(', ') || NOTHING;
}

function code(text: string): string {
  return `\`${text}\``;
}

// Writes docs/catalogue.md: npx tsx --tsconfig examples/tsconfig.json projenrc/catalogue/catalogue-page.ts
if (require.main === module) {
  writeFileSync(PAGE, cataloguePage());
}
