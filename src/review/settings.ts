import { dirname, isAbsolute, join } from 'node:path';
import { FAIL_ON, FailOn } from './fail-on';
import { readPlatformPort } from './platform-port';
import { kubernetesVersion } from '../kubernetes/kubernetes-version';
import { Field } from '../kubernetes/manifest/field';
import { nearestWord } from '../kubernetes/manifest/nearest-word';
import { readRequirement } from '../planner/placement/requirement';
import { PLATFORM_NAMES } from '../privileges/platforms/platforms';

/** What a repository repeats: options of the same names, which win when they are given. */
export interface Settings {
  readonly manifests?: string[];
  readonly nodes?: string[];
  readonly kubernetesVersion?: string;
  /** As on the command line: `logs on kubernetes.io/os=linux`. */
  readonly require?: string[];
  readonly failOn?: FailOn;
  /** As on the command line: `9100/TCP=openshift`. */
  readonly platformPort?: string[];
  /** As on the command line: `gke-autopilot`. */
  readonly platform?: string[];
}

/** The settings by the names that files know them by. */
export const SETTINGS = ['manifests', 'nodes', 'kubernetesVersion', 'require', 'failOn', 'platformPorts', 'platforms'];

/**
 * The settings in a field, with every fault added to those of the field.
 *
 * @param file whose folder paths are from
 * @param known the settings that may be there
 */
export function settingsIn(root: Field, file: string, known: readonly string[] = SETTINGS): Settings {
  root.map((field) => {
    const key = field.path;
    if (!known.includes(key)) {
      const meant = nearestWord(key, known);
      field.fault(`is no setting: expected ${known.join(', ')}`, meant && `did you mean ${meant}?`);
    }
    return undefined;
  });
  return {
    manifests: paths(root.get('manifests'), file),
    nodes: paths(root.get('nodes'), file),
    kubernetesVersion: checked(versionText(root.get('kubernetesVersion')), (name) => kubernetesVersion(name)),
    require: entries(root.get('require'), requirementText),
    failOn: root.get('failOn').oneOf(FAIL_ON),
    platformPort: entries(root.get('platformPorts'), (field) => checked(text(field), readPlatformPort)),
    platform: entries(root.get('platforms'), (field) => field.oneOf(PLATFORM_NAMES)),
  };
}

/** A field with the text that stands in it. */
interface TextField {
  readonly field: Field;
  readonly text: string;
}

function text(field: Field): TextField | undefined {
  const value = field.string();
  return value === undefined ? undefined : { field, text: value };
}

/** YAML reads 1.36 as a number, and 1.30 as 1.3. */
function versionText(field: Field): TextField | undefined {
  if (field.value === 1.3) {
    return field.fault('has lost its zero', 'write it with quotes: "1.30"');
  }
  return typeof field.value === 'number' ? { field, text: String(field.value) } : text(field);
}

/** The text, when it can be read. */
function checked(given: TextField | undefined, read: (text: string) => unknown): string | undefined {
  try {
    if (given) {
      read(given.text);
    }
    return given?.text;
  } catch (error) {
    return given!.field.fault((error as Error).message);
  }
}

/** `logs on kubernetes.io/os=linux`, or the same as `agent` and `nodes`. */
function requirementText(field: Field): string | undefined {
  if (typeof field.value !== 'object' || field.value === null) {
    return checked(text(field), readRequirement);
  }
  const agent = field.required('agent').string();
  const nodes = text(field.get('nodes'));
  const read = (selector: string) => readRequirement(`${agent} on ${selector}`);
  return agent && (nodes ? checked(nodes, read) && `${agent} on ${nodes.text}` : agent);
}

/** A list, or one entry by itself. */
function entries(field: Field, read: (entry: Field) => string | undefined): string[] | undefined {
  if (!field.present) {
    return undefined;
  }
  return Array.isArray(field.value) ? field.list(read) : [read(field)].filter((entry) => entry !== undefined);
}

function paths(field: Field, file: string): string[] | undefined {
  return entries(field, (entry) => entry.string())?.map((path) =>
    path === '-' || isAbsolute(path) ? path : join(dirname(file), path),
  );
}
