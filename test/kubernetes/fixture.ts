import { Fault, faultToString } from '../../src/kubernetes/manifest/fault';
import { Field } from '../../src/kubernetes/manifest/field';
import { Manifest } from '../../src/kubernetes/manifest/manifest';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { PodSpec, ResourceList } from '../../src/kubernetes/pod-spec';
import { parseQuantity } from '../../src/kubernetes/quantity';
import { readPodSpec } from '../../src/kubernetes/read-pod-spec';

/** The object as a manifest that was given, not read from a file. */
export function manifestOf(object: object): Manifest {
  const faults: Fault[] = [];
  const [manifest] = manifestsOf([object], faults);
  expect(faults).toEqual([]);
  return manifest;
}

/** The root field of any object, and the list its faults go to. */
export function fieldOf(object: object): { root: Field; faults: Fault[] } {
  const faults: Fault[] = [];
  const manifest = { object: { ...object }, apiVersion: 'v1', kind: 'Thing', describe: () => 'Thing x' };
  return { root: Field.of(manifest, faults), faults };
}

/** What a reader makes of an object, and its faults as people see them. */
export function readWith<T>(reader: (manifest: Manifest, faults: Fault[]) => T, object: object): [T, string[]] {
  const faults: Fault[] = [];
  const result = reader(manifestOf(object), faults);
  return [result, faults.map(faultToString)];
}

/** What a reader makes of an object that has no faults. */
export function readFlawless<T>(reader: (manifest: Manifest, faults: Fault[]) => T, object: object): T {
  const [result, faults] = readWith(reader, object);
  expect(faults).toEqual([]);
  return result;
}

/** A pod spec of one container, and what else is given. */
export function podSpec(spec: object = {}, labels: Record<string, string> = {}): PodSpec {
  const { root, faults } = fieldOf({ spec: { containers: [{ name: 'agent' }], ...spec } });
  const read = readPodSpec(root.get('spec'), mapOf(labels));
  expect(faults).toEqual([]);
  return read;
}

/** A container with these resources. */
export function container(name: string, requests?: object, limits?: object): object {
  return { name, resources: { requests, limits } };
}

/** An init container that keeps running. */
export function sidecar(name: string, requests?: object): object {
  return { ...container(name, requests), restartPolicy: 'Always' };
}

export function mapOf<T>(entries: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(entries));
}

export function quantities(amounts: Record<string, string>): ResourceList {
  return new Map(Object.entries(amounts).map(([name, amount]) => [name, parseQuantity(amount)]));
}
