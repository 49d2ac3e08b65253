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
  /** @default - it was not read from a file */
  readonly file?: string;
  /** @default - the file as a whole */
  readonly line?: number;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * A log of the Static Analysis Results Interchange Format 2.1.0, as code hosts show it beside the lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(results: readonly SarifResult[], rules: readonly SarifRule[], version: string): unknown {
  const found = new Set(results.map(({ rule }) => rule));
  const told = rules.filter(({ id }) => found.has(id));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'node-agents', semanticVersion: version, rules: told.map(reportingDescriptor) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => sarifResult(result, told)),
      },
    ],
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
): unknown {
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
