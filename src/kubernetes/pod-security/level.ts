/**
 * A level of the Pod Security Standards, from the one that admits every pod to the one that admits fewest.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** The levels, the one that admits most first. */
export const POD_SECURITY_LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/** Whether the first level refuses pods that the second admits. */
export function isStricter(level: PodSecurityLevel, than: PodSecurityLevel): boolean {
  return POD_SECURITY_LEVELS.indexOf(level) > POD_SECURITY_LEVELS.indexOf(than);
}

/** The strictest level that admits what each of the levels admits; `restricted` when there is none to admit. */
export function levelForAll(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  return levels.reduce((least, level) => (isStricter(least, level) ? level : least), 'restricted');
}

/** The next level that admits less, or the strictest one itself. */
export function stricterLevel(level: PodSecurityLevel): PodSecurityLevel {
  return level === 'privileged' ? 'baseline' : 'restricted';
}
