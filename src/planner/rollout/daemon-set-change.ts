import { RolloutSpec, readRolloutSpec } from './rollout-spec';
import { DaemonSet, daemonSetKey, readDaemonSet } from '../../kubernetes/daemon-set';
import { Fault } from '../../kubernetes/manifest/fault';
import { Manifest, isOfKind } from '../../kubernetes/manifest/manifest';
import { nearestWord } from '../../kubernetes/manifest/nearest-word';

/** A DaemonSet with what a rollout needs to know of it. */
export interface RevisedDaemonSet {
  readonly daemonSet: DaemonSet;
  readonly spec: RolloutSpec;
}

/** A DaemonSet before and after a change. */
export interface DaemonSetChange {
  /** `namespace/name`. */
  readonly key: string;
  /** Undefined for a DaemonSet that is new. */
  readonly from?: RevisedDaemonSet;
  readonly to: RevisedDaemonSet;
  /** Fields outside the template that differ, such as `spec.updateStrategy`. */
  readonly changedOutsideTemplate: readonly string[];
}

/** The DaemonSets of the later manifests, each with its namesake of the earlier ones; and all of the earlier ones. */
export function matchDaemonSets(
  from: readonly Manifest[],
  to: readonly Manifest[],
  faults: Fault[],
): { changes: DaemonSetChange[]; earlier: DaemonSet[] } {
  const before = readAll(from, faults);
  const byKey = new Map(before.map((each) => [daemonSetKey(each.daemonSet), each]));
  const changes = readAll(to, faults).map((after) => {
    const key = daemonSetKey(after.daemonSet);
    const change = { key, from: byKey.get(key), to: after };
    checkSelector(change, faults);
    return { ...change, changedOutsideTemplate: changedOutsideTemplate(change) };
  });
  return { changes, earlier: before.map(({ daemonSet }) => daemonSet) };
}

function readAll(manifests: readonly Manifest[], faults: Fault[]): RevisedDaemonSet[] {
  return manifests
    .filter((manifest) => isOfKind(manifest, 'DaemonSet'))
    .map((manifest) => readDaemonSet(manifest, faults))
    .map((daemonSet) => ({ daemonSet, spec: readRolloutSpec(daemonSet, faults) }));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go ValidateDaemonSetSpecUpdate */
function checkSelector({ from, to }: Pick<DaemonSetChange, 'from' | 'to'>, faults: Fault[]): void {
  if (!from) {
    return;
  }
  const before = sortedJson(specOf(from).selector);
  const { manifest } = to.daemonSet;
  if (before !== sortedJson(specOf(to).selector)) {
    faults.push({
      file: manifest.file,
      line: manifest.locate?.(['spec', 'selector']),
      object: manifest.describe(),
      field: 'spec.selector',
      value: specOf(to).selector,
      rule: 'field is immutable',
      hint: `it was ${before}: keep it, or give the DaemonSet a new name`,
    });
  }
}

function changedOutsideTemplate({ from, to }: Pick<DaemonSetChange, 'from' | 'to'>): string[] {
  if (!from) {
    return [];
  }
  const changed: string[] = [];
  const compare = (path: string, before: unknown, after: unknown) => {
    if (sortedJson(before) !== sortedJson(after)) {
      changed.push(path);
    }
  };
  compare('metadata.labels', metadataOf(from).labels, metadataOf(to).labels);
  compare('spec.minReadySeconds', from.spec.minReadySeconds, to.spec.minReadySeconds);
  compare('spec.revisionHistoryLimit', from.spec.revisionHistoryLimit, to.spec.revisionHistoryLimit);
  const strategy = ({ type, maxUnavailable, maxSurge }: RolloutSpec) => [type, maxUnavailable, maxSurge];
  compare('spec.updateStrategy', strategy(from.spec), strategy(to.spec));
  return changed;
}

function specOf({ daemonSet }: RevisedDaemonSet): Record<string, any> {
  return daemonSet.manifest.object.spec as Record<string, any>;
}

function metadataOf({ daemonSet }: RevisedDaemonSet): Record<string, any> {
  return daemonSet.manifest.object.metadata as Record<string, any>;
}

/** JSON with keys in order; what is empty is as good as absent. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value ?? {}, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * The one change that is meant: the named one, else the only DaemonSet, else the only one whose template changes.
 *
 * @throws Error when none or several come into question.
 */
export function chooseChange(changes: readonly DaemonSetChange[], name: string | undefined): DaemonSetChange {
  if (name !== undefined) {
    return named(changes, name);
  }
  const rolling = changes.filter(({ from, to }) => from?.spec.template !== to.spec.template);
  const chosen = changes.length === 1 ? changes : rolling;
  if (chosen.length === 1) {
    return chosen[0];
  }
  if (changes.length === 0) {
    throw new Error('there is no DaemonSet to roll out: the later manifests hold none');
  }
  const keys = (chosen.length > 0 ? chosen : changes).map(({ key }) => key).join(', ');
  throw new Error(
    `${chosen.length} of the DaemonSets change: name one of ${keys} in the option daemonSet, or plan all`,
  );
}

function named(changes: readonly DaemonSetChange[], name: string): DaemonSetChange {
  const found = changes.filter(({ key, to }) => key === name || to.daemonSet.name === name);
  if (found.length === 1) {
    return found[0];
  }
  if (found.length > 1) {
    throw new Error(`"${name}" is ambiguous: there are ${found.map(({ key }) => key).join(' and ')}`);
  }
  const words = changes.flatMap(({ key, to }) => [to.daemonSet.name, key]);
  const meant = nearestWord(name, words);
  throw new Error(`the later manifests have no DaemonSet "${name}"${meant ? `: did you mean ${meant}?` : ''}`);
}
