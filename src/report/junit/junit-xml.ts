import { stripVTControlCharacters } from 'node:util';

/** Something that was checked. */
export interface JunitCase {
  /** What it is about, such as an agent. */
  readonly className: string;
  /** What should hold. */
  readonly name: string;
  /** Why it does not, a line each; empty when it does. */
  readonly failures: readonly string[];
  /** What is worth knowing all the same, a line each. @default - nothing */
  readonly notes?: readonly string[];
}

/**
 * Cases as a report of JUnit, which every CI system reads.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function junitXml(suite: string, cases: readonly JunitCase[]): string {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="node-agents" ${counts}>`,
    `  <testsuite name="${attribute(suite)}" ${counts}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines({ className, name, failures, notes = [] }: JunitCase): string[] {
  const open = `    <testcase classname="${attribute(className)}" name="${attribute(name)}"`;
  if (failures.length === 0 && notes.length === 0) {
    return [`${open}/>`];
  }
  return [
    `${open}>`,
    ...(failures.length > 0
      ? [`      <failure message="${attribute(failures[0])}">${content(failures.join('\n'))}</failure>`]
      : []),
    ...(notes.length > 0 ? [`      <system-out>${content(notes.join('\n'))}</system-out>`] : []),
    '    </testcase>',
  ];
}

/** What XML 1.0 allows of a text from outside, without the escape sequences of terminals. */
function content(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replace(/\s+/g, ' ');
}
