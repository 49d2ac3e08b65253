import { createHash } from 'node:crypto';

/** A rule as SARIF tells it. */
export interface SarifRule {
  readonly id: string;
  /** Severity of its findings. */
  readonly severity: 'error' | 'warning' | 'info';
  /** What it finds, as one sentence. */
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** Issues as `owner/repository#number`, or pages. */
  readonly see: readonly string[];
}

/** Something found at a place. */
export interface SarifResult {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The object, as `namespace/name`. */
  readonly object: string;
  /** Path of the field that it is about. */
  readonly field: string;
  /** @default - it was not read from a file */
  readonly file?: string;
  /** @default - the file as a whole */
  readonly line?: number;
}

/**
 * More results are refused when a log is uploaded, and fewer are shown: the worst are told.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
const MOST_RESULTS = 5_000;

const SEVERITIES = ['error', 'warning', 'info'];

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * A log of the Static Analysis Results Interchange Format 2.1.0, as code hosts show it beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(results: readonly SarifResult[], rules: readonly SarifRule[], version: string): unknown {
  const told = worst(results);
  const found = new Set(told.map(({ rule }) => rule));
  const broken = rules.filter(({ id }) => found.has(id));
  const fingerprint = fingerprints();
  const untold = results.length - told.length;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'node-agents', semanticVersion: version, rules: broken.map(reportingDescriptor) } },
        columnKind: 'utf16CodeUnits',
        ...(untold > 0 ? { invocations: [cutShort(untold)] } : {}),
        results: told.map((result) => ({
          ...sarifResult(result, broken),
          partialFingerprints: { 'objectAndField/v1': fingerprint(result) },
        })),
      },
    ],
  };
}

function worst(results: readonly SarifResult[]): readonly SarifResult[] {
  const bySeverity = () => [...results].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return results.length > MOST_RESULTS ? bySeverity().slice(0, MOST_RESULTS) : results;
}

function cutShort(untold: number): unknown {
  const text = `${untold} more results, none of them worse, are left out: code hosts take no more`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

/** Says of a result whether it is one of the last run, though lines have moved and other nodes are named. */
function fingerprints(): (result: SarifResult) => string {
  const seen = new Map<string, number>();
  return ({ rule, object, file = '', field }) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([rule, object, file, field]))
      .digest('hex')
      .slice(0, 16);
    const nth = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, nth);
    return `${hash}:${nth}`;
  };
}

function reportingDescriptor({ id, severity, title, why, see }: SarifRule): unknown {
  const page = see.map(pageOf).find((address) => address !== undefined);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: [why, ...see.map((each) => `See ${pageOf(each) ?? each}`)].join('\n'),
      markdown: [why, '', ...see.map((each) => `- <${pageOf(each) ?? each}>`)].join('\n').trim(),
    },
    ...(page ? { helpUri: page } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** The address of a page, or of an issue. */
function pageOf(reference: string): string | undefined {
  const [, repository, number] = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(reference) ?? [];
  return repository
    ? `https://github.com/${repository}/issues/${number}`
    : /^https?:/.test(reference)
      ? reference
      : undefined;
}

function sarifResult(
  { rule, severity, message, object, file, line }: SarifResult,
  rules: readonly SarifRule[],
): object {
  const ruleIndex = rules.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        ...(file === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: fileUri(file) },
                region: { startLine: line ?? 1 },
              },
            }),
        logicalLocations: [{ fullyQualifiedName: object, kind: 'resource' }],
      },
    ],
  };
}

/** A path as a URI; relative paths stay relative, which code hosts take as from the root of the repository. */
function fileUri(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return path.split('/').map(encodeURIComponent).join('/').replace(/^\//, 'file:///');
}
