import { BrokenControl, PodSecurityViolation } from './broken-control';

const FIELDS_TOLD = 3;

/** What a pod is refused for, as an event says it, each with the fields of the pod; of many, the first ones. */
export function brokenControlsText(broken: readonly BrokenControl[]): string {
  return broken
    .map(({ reason, violations }) => {
      const more = violations.length > FIELDS_TOLD ? ` and ${violations.length - FIELDS_TOLD} more` : '';
      return `${reason} (${violations.slice(0, FIELDS_TOLD).map(violationText).join(', ')}${more})`;
    })
    .join('; ');
}

/** The path is that in the pod, wherever its template stands. */
function violationText({ field, value }: PodSecurityViolation): string {
  const told = typeof value === 'string' ? value : JSON.stringify(value);
  return `${field.replace(/^spec\..*template\./, '')}: ${told ?? 'not set'}`;
}
