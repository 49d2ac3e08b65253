import { isMap, parseDocument } from 'yaml';

/** Whether a text is one document of YAML with settings in it. JSON is one too. */
export function isYamlMap(text: string): boolean {
  const document = parseDocument(text);
  return document.errors.length === 0 && isMap(document.contents);
}
