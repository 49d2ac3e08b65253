import { LINT_RULES } from './lint-rules';
import { LintRule } from './rule';
import { SILENCE_PREFIX } from './silence';

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
  ].join('\n');
}

function section({ id, severity, title, why, see }: LintRule): string[] {
  const references = see.length > 0 ? [`See ${see.map(link).join(', ')}.`, ''] : [];
  return [`## ${id}`, '', `**${severity}**: ${title}`, '', why, '', ...references];
}

/** An issue by its number, or a page. */
function link(reference: string): string {
  const [, repository, number] = /^([^/]+\/[^/#]+)#(\d+)$/.exec(reference) ?? [];
  return repository ? `[${reference}](https://github.com/${repository}/issues/${number})` : `<${reference}>`;
}
