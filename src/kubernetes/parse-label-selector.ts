import { SelectorRequirement, requirementFault } from './label-selector';

const FORMS: readonly (readonly [RegExp, (key: string, values: string) => SelectorRequirement])[] = [
  [/^!\s*(\S+)$/, (key) => ({ key, operator: 'DoesNotExist' })],
  [/^(\S+)\s+in\s+\(([^()]*)\)$/, (key, values) => ({ key, operator: 'In', values: valuesIn(values) })],
  [/^(\S+)\s+notin\s+\(([^()]*)\)$/, (key, values) => ({ key, operator: 'NotIn', values: valuesIn(values) })],
  [/^([^\s=!]+)\s*!=\s*(\S*)$/, (key, value) => ({ key, operator: 'NotIn', values: [value] })],
  [/^([^\s=!]+)\s*==?\s*(\S*)$/, (key, value) => ({ key, operator: 'In', values: [value] })],
  [/^([^\s=!]+)$/, (key) => ({ key, operator: 'Exists' })],
];

/**
 * A label selector as `kubectl get --selector` takes it: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a` and `!a`, with
 * commas between them.
 *
 * @throws Error that names the part that is none of these
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): SelectorRequirement[] {
  return text.split(/,(?![^(]*\))/).map((part) => parseRequirement(part.trim()));
}

function parseRequirement(part: string): SelectorRequirement {
  for (const [form, read] of FORMS) {
    const match = form.exec(part);
    if (match) {
      const requirement = read(match[1], match[2] ?? '');
      const fault = requirementFault(requirement);
      if (fault) {
        throw new Error(`"${part}" is no requirement on labels: ${fault}`);
      }
      return requirement;
    }
  }
  throw new Error(
    `"${part}" is no requirement on labels: expected key=value, key!=value, key in (a,b), key notin (a,b), key or !key`,
  );
}

function valuesIn(text: string): string[] {
  return text.split(',').map((value) => value.trim());
}
