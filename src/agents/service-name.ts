/**
 * Asks of a name that a Service can have it, where that of other objects may start with a digit or have dots.
 *
 * @throws if it is longer than 63 characters, or no label of RFC 1035
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function requireServiceName(name: string): void {
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= 63) return;
  throw new Error(
    `metadata.name: ${JSON.stringify(name)} can name no Service: write at most 63 lower case letters, digits and "-", ` +
      'with a letter first.',
  );
}
