import { Fault, throwFaults } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { readText } from '../kubernetes/manifest/read-text';
import { readYamlDocuments } from '../kubernetes/manifest/yaml-documents';
import { Settings, settingsIn } from '../review/settings';

/**
 * Reads a file of settings; paths in it are from its folder.
 *
 * @throws InputError that lists every fault with its line
 */
export function readSettings(file: string): Settings {
  const faults: Fault[] = [];
  const [document, second] = readYamlDocuments(readText(file), file, faults);
  throwFaults(faults);
  if (second) {
    faults.push({ file, line: second.source.locate?.([]), rule: 'holds a second document: expected one' });
  }
  const object = (document?.value ?? {}) as Record<string, unknown>;
  const described = { ...document?.source, file, object, apiVersion: '', kind: '', describe: () => 'settings' };
  const settings = settingsIn(Field.of(described, faults), file);
  throwFaults(faults);
  return settings;
}
