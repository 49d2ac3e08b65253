import { sectionLines, TextOptions } from './layout';
import { assumptionSection, findingSection } from './notes';
import { Style, styleOf } from './style';
import { hanging, wrapped } from './wrapped';
import { BrokenControl } from '../../kubernetes/pod-security/broken-control';
import { brokenControlsText } from '../../kubernetes/pod-security/broken-controls-text';
import {
  AgentPrivileges,
  ContainerPrivileges,
  HostPathAccess,
  NamespacePrivileges,
  PrivilegeReportDocument,
  SensitivePermission,
} from '../../privileges/privilege-document';
import { printable } from '../printable';
import { countText } from '../units';

const DEFAULT_WIDTH = 100;
const LEAST_WIDTH = 80;

/** A report for people: what each agent may do, the labels its namespace needs, and what to change. */
export function privilegeText(report: PrivilegeReportDocument, options: TextOptions = {}): string {
  const width = Math.max(LEAST_WIDTH, options.width ?? DEFAULT_WIDTH);
  const style = styleOf(options.color ?? false);
  const findings = report.findings.map(({ namespace, daemonSet, ...finding }) => ({
    ...finding,
    daemonSet: daemonSet === undefined ? `namespace ${namespace}` : `${namespace}/${daemonSet}`,
  }));
  const sections: [string, string[]][] = [
    ['Agents', separated(report.agents.map((agent) => agentLines(agent, width, style)))],
    ['Labels of namespaces', separated(report.namespaces.map((each) => namespaceLines(each, width)))],
    ['Assumptions', sectionLines(assumptionSection(report.assumptions, width))],
    ['Findings', sectionLines(findingSection('Findings', findings, { width, style }))],
  ];
  const told = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [style.heading(title.toUpperCase()), '', ...lines].join('\n'));
  return `${[headline(report), ...told, wrapped(closing(report), width).join('\n')].join('\n\n')}\n`;
}

function headline({ agents, namespaces, kubernetesVersion }: PrivilegeReportDocument): string {
  return `${countText(agents.length, 'agent')} in ${countText(namespaces.length, 'namespace')}, Pod Security of Kubernetes ${kubernetesVersion}`;
}

function separated(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
}

function agentLines(agent: AgentPrivileges, width: number, style: Style): string[] {
  const { namespace, name, level, baselineViolations, restrictedViolations } = agent;
  const colour = { privileged: style.bad, baseline: style.warning, restricted: style.good }[level];
  const facts: [string, readonly string[]][] = [
    ['host namespaces', agent.hostNamespaces],
    [
      'host ports',
      agent.hostPorts.map(
        ({ port, protocol, hostIp }) => `${hostIp === '0.0.0.0' ? '' : `${hostIp}:`}${port}/${protocol}`,
      ),
    ],
    ['writes', pathsOf(agent.hostPaths.filter(({ writable }) => writable))],
    ['reads', pathsOf(agent.hostPaths.filter(({ writable, mounts }) => !writable && mounts.length > 0))],
    ['sockets', agent.sockets],
  ];
  return [
    printable(`${namespace}/${name}: `) + colour(level),
    ...facts
      .filter(([, values]) => values.length > 0)
      .flatMap(([title, values]) => factLines(title, values.join(', '), width)),
    ...agent.containers.flatMap((each) => factLines('container', containerText(each), width)),
    ...agent.permissions.flatMap((each) => factLines('may', permissionText(each), width)),
    ...refusalLines('baseline', baselineViolations, width),
    ...refusalLines('restricted', besides(restrictedViolations, baselineViolations), width),
  ];
}

function factLines(title: string, text: string, width: number): string[] {
  return hanging(`  ${`${title}:`.padEnd(17)}`, printable(text), width);
}

function pathsOf(paths: readonly HostPathAccess[]): string[] {
  return paths.map(({ path, mounts }) => {
    const shared = mounts.some(({ propagation }) => propagation === 'Bidirectional');
    return shared ? `${path} (and mounts there for the node)` : path;
  });
}

function containerText({ name, init, privileged, user, runAsUser, ...more }: ContainerPrivileges): string {
  const users = { root: 'root', nonRoot: 'not root', image: "the image's user" };
  const parts = [
    privileged ? 'privileged' : '',
    runAsUser === undefined || runAsUser === 0 ? users[user] : `user ${runAsUser}`,
    more.addedCapabilities.length > 0 ? `adds ${more.addedCapabilities.join(', ')}` : '',
    more.droppedCapabilities.length > 0 ? `drops ${more.droppedCapabilities.join(', ')}` : '',
    more.allowPrivilegeEscalation ? 'may gain privileges' : '',
    more.readOnlyRootFilesystem ? 'own files read-only' : '',
  ];
  return `${name}${init ? ' (init)' : ''}: ${parts.filter((part) => part !== '').join('; ')}`;
}

function permissionText({ role, resource, verbs, namespace, resourceNames, risk }: SensitivePermission): string {
  const names = resourceNames ? ` named ${resourceNames.join(', ')}` : '';
  const where = namespace === undefined ? 'everywhere' : `in ${namespace}`;
  return `${verbs.join(', ')} ${resource}${names} ${where}, by ${role}: ${risk}`;
}

/** Level restricted refuses what baseline refuses too, in places under another name. */
function besides(restricted: readonly BrokenControl[], baseline: readonly BrokenControl[]): BrokenControl[] {
  const told = baseline.map(({ violations }) => JSON.stringify(violations));
  return restricted.filter(({ violations }) => !told.includes(JSON.stringify(violations)));
}

function refusalLines(level: string, broken: readonly BrokenControl[], width: number): string[] {
  return broken.length > 0 ? factLines(`not ${level}`, brokenControlsText(broken), width) : [];
}

function namespaceLines({ name, labels, declaredLabels, workloads }: NamespacePrivileges, width: number): string[] {
  const declared = declaredLabels === undefined ? ' (no manifest is this Namespace)' : '';
  const others = workloads.map(({ kind, name: of, level }) => `${kind} ${of} (${level})`).join(', ');
  return [
    printable(`${name}${declared}`),
    ...Object.entries(labels).map(([key, value]) => `  ${printable(`${key}: ${value}`)}`),
    ...(others === '' ? [] : hanging('  also holds ', printable(others), width)),
  ];
}

function closing({ findings, agents }: PrivilegeReportDocument): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const privileged = agents.filter(({ level }) => level === 'privileged').length;
  const levels = `${countText(privileged, 'agent')} of ${agents.length.toLocaleString('en-US')} ${privileged === 1 ? 'needs' : 'need'} level privileged.`;
  return errors === 0
    ? levels
    : `${levels} ${countText(errors, 'finding')} above ${errors === 1 ? 'is an error' : 'are errors'}: fix first.`;
}
