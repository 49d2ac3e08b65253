import { Decoded, listOf, mapOf, object, STRING } from './shape';

const LABEL_SELECTOR_REQUIREMENT = object({
  key: STRING,
  operator: STRING,
  values: listOf(STRING),
});

export const LABEL_SELECTOR = object({
  matchLabels: mapOf(STRING),
  matchExpressions: listOf(LABEL_SELECTOR_REQUIREMENT),
});

export type LabelSelectorRequirement = Decoded<typeof LABEL_SELECTOR_REQUIREMENT>;
export type LabelSelector = Decoded<typeof LABEL_SELECTOR>;
