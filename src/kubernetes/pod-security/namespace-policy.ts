import { PodSecurityLevel, POD_SECURITY_LEVELS } from './level';
import { Labels } from '../label-selector';

const PREFIX = 'pod-security.kubernetes.io/';

/** What the labels of a Namespace say of Pod Security. */
export interface NamespacePolicy {
  /**
   * The level that pods are refused by.
   * @default - the cluster's own default, which is privileged unless its administrator says otherwise
   */
  readonly enforce?: PodSecurityLevel;
  /**
   * The minor version of Kubernetes whose policy is enforced.
   * @default - the cluster's own
   */
  readonly enforceMinor?: number;
  /** The labels that speak of Pod Security, in order of their keys. */
  readonly labels: Labels;
  /** The labels that the API server refuses. */
  readonly faults: readonly LabelFault[];
}

/** A label whose value is none of those it may have. */
export interface LabelFault {
  readonly label: string;
  readonly value: string;
  readonly rule: string;
}

/**
 * Reads the labels of a Namespace. A level that is none is taken for restricted, a version that is none for the latest.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/api/helpers.go PolicyToEvaluate
 */
export function namespacePolicy(labels: Labels): NamespacePolicy {
  const own = new Map([...labels].filter(([key]) => key.startsWith(PREFIX)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const level = own.get(`${PREFIX}enforce`);
  const version = /^v1\.(0|[1-9][0-9]*)$/.exec(own.get(`${PREFIX}enforce-version`) ?? '');
  return {
    enforce: level === undefined ? undefined : isLevel(level) ? level : 'restricted',
    enforceMinor: version ? Number(version[1]) : undefined,
    labels: own,
    faults: [...own].flatMap(([key, value]) => labelFault(key, value)),
  };
}

function isLevel(text: string): text is PodSecurityLevel {
  return (POD_SECURITY_LEVELS as readonly string[]).includes(text);
}

function labelFault(label: string, value: string): LabelFault[] {
  const [, version] = /^(?:enforce|audit|warn)(-version)?$/.exec(label.slice(PREFIX.length)) ?? [undefined, 'other'];
  if (version === undefined && !isLevel(value)) {
    return [{ label, value, rule: `must be one of ${POD_SECURITY_LEVELS.join(', ')}` }];
  }
  if (version === '-version' && !/^(latest|v1\.(0|[1-9][0-9]*))$/.test(value)) {
    return [{ label, value, rule: 'must be latest, or a minor version such as v1.36' }];
  }
  return [];
}

/** The labels of a Namespace for these levels and this version, such as `v1.36` or `latest`. */
export function podSecurityLabels(
  levels: Readonly<Record<'enforce' | 'audit' | 'warn', PodSecurityLevel>>,
  version: string,
): Record<string, string> {
  return Object.fromEntries(
    (['enforce', 'audit', 'warn'] as const).flatMap((mode) => [
      [`${PREFIX}${mode}`, levels[mode]],
      [`${PREFIX}${mode}-version`, version],
    ]),
  );
}
