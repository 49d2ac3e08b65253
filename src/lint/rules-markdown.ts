import { LINT_RULES } from './lint-rules';
import { LintRule } from './rule';
import { SILENCE_PREFIX } from './silence';
import { Platform } from '../privileges/platforms/platform-rule';
import { PLATFORMS } from '../privileges/platforms/platforms';

const SEVERITIES = [
  ['error', 'something does not work, now or at the next rollout'],
  ['warning', 'it fails sooner or later, or hurts others'],
  ['info', 'worth knowing in review'],
] as const;

/** The documentation of all rules, as Markdown. */
export function rulesMarkdown(): string {
  const table = SEVERITIES.flatMap(([severity]) => LINT_RULES.filter((rule) => rule.severity === severity)).map(
    ({ id, severity, title }) => `| [\`${id}\`](#${id}) | ${severity} | ${title} |`,
  );
  return [
    '# Rules',
    '',
    'What an experienced operator would say in review of node agents. Each rule looks at an agent together with the other agents, ' +
      'the objects that are deployed with them, and the nodes of the inventory. This page is generated from the rules.',
    '',
    ...SEVERITIES.map(([severity, meaning]) => `- **${severity}**: ${meaning}.`),
    '',
    'A rule is turned off for one agent by an annotation of its DaemonSet that says why:',
    '',
    '```yaml',
    'metadata:',
    '  annotations:',
    `    ${SILENCE_PREFIX}tolerates-everything: reports broken nodes, whatever their taints`,
    '```',
    '',
    '| Rule | Severity | What it finds |',
    '| --- | --- | --- |',
    ...table,
    '',
    ...LINT_RULES.flatMap(section),
    ...PLATFORMS.flatMap(platformSection),
  ].join('\n');
}

function section({ id, severity, title, why, see }: Omit<LintRule, 'check'>): string[] {
  const references = see.length > 0 ? [`See ${see.map(link).join(', ')}.`, ''] : [];
  return [`## ${id}`, '', `**${severity}**: ${title}`, '', why, '', ...references];
}

/** The rules of a platform, which hold when it is named. */
function platformSection({ name, title, rules }: Platform): string[] {
  return [
    `# Rules of ${title}`,
    '',
    `These hold for the platform \`${name}\`, when it is named: \`node-agents privileges --platform ${name}\`, or the option ` +
      '`platforms` in TypeScript.',
    '',
    '| Rule | Severity | What it finds |',
    '| --- | --- | --- |',
    ...rules.map(({ id, severity, title: found }) => `| [\`${id}\`](#${id}) | ${severity} | ${found} |`),
    '',
    ...rules.flatMap(section),
  ];
}

/** An issue by its number, or a page. */
function link(reference: string): string {
  const [, repository, number] = /^([^/]+\/[^/#]+)#(\d+)$/.exec(reference) ?? [];
  return repository ? `[${reference}](https://github.com/${repository}/issues/${number})` : `<${reference}>`;
}
