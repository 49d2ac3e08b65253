import { DocumentOptions, ParseOptions, SchemaOptions, ScalarTag, Tags } from 'yaml';

/**
 * YAML as `kubectl` reads it: YAML 1.1 (`0640` is octal; `on`, `yes` are booleans; merge keys) without its rarer types,
 * so that dates, `1:30` and a lone `y` stay strings, and with the last of two equal keys winning.
 *
 * @see https://github.com/kubernetes-sigs/yaml
 */
export const KUBECTL_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  uniqueKeys: false,
  customTags: (tags) => [
    ...tags
      .filter((tag) => !isDropped(tag))
      .map(withoutSingleLetters)
      .map(withDigits)
      .map(withCapitals),
    OCTAL,
  ],
};

const DROPPED = /:(timestamp|binary|omap|pairs|set)$/;

function isDropped(tag: Tags[number]): boolean {
  return typeof tag === 'object' && (DROPPED.test(tag.tag) || tag.format === 'TIME');
}

/** Go's YAML leaves `y` and `n` alone; YAML 1.1 has them as booleans. */
function withoutSingleLetters(tag: Tags[number]): Tags[number] {
  if (typeof tag !== 'object' || tag.tag !== 'tag:yaml.org,2002:bool') {
    return tag;
  }
  const bool = tag as ScalarTag;
  const words = bool.test!.source.replace(/(\(\?:)[A-Z]\|[a-z]\|/, '$1');
  return { ...bool, test: new RegExp(words) };
}

/** A number has a digit before its exponent and beside its point; YAML 1.1 takes the hash `e0` for one, and `.` too. */
function withDigits(tag: Tags[number]): Tags[number] {
  if (typeof tag !== 'object' || tag.tag !== 'tag:yaml.org,2002:float') {
    return tag;
  }
  const float = tag as ScalarTag;
  return { ...float, test: new RegExp(`^(?![-+]?\\.?(?:[eE_]|$))(?:${float.test!.source})`) };
}

/** Go reads `0X1F` and `0B11` as `0x1f` and `0b11`. */
function withCapitals(tag: Tags[number]): Tags[number] {
  if (typeof tag !== 'object' || !/^(HEX|BIN)$/.test(tag.format ?? '')) {
    return tag;
  }
  const number = tag as ScalarTag;
  return { ...number, test: new RegExp(number.test!.source, 'i') };
}

const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[oO][0-7]+$/,
  resolve: (text) => parseInt(text.slice(2), 8),
};
