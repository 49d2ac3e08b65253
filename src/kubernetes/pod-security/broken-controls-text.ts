import { BrokenControl } from './broken-control';

const FIELDS_TOLD = 3;

/** What a pod is refused for, as an event says it, each with the fields of the pod; of many, the first ones. */
export function brokenControlsText(broken: readonly BrokenControl[]): string {
  return broken
    .map(({ reason, violations }) => {
      const fields = violations.slice(0, FIELDS_TOLD).map(({ field }) => field.replace(/^spec\..*template\./, ''));
      const more = violations.length > FIELDS_TOLD ? ` and ${violations.length - FIELDS_TOLD} more` : '';
      return `${reason} (${fields.join(', ')}${more})`;
    })
    .join('; ');
}
