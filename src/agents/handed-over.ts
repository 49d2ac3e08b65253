import { ApiObject } from 'cdk8s';

const manifests = new WeakMap<ApiObject, unknown>();

/**
 * Leaves the manifest of an object, as it has just been rendered, to the object's own validation, which comes later in the
 * same validation of the app: rendering is what a synth spends its time on.
 */
export function handOver(object: ApiObject, manifest: unknown): void {
  manifests.set(object, manifest);
}

/** The manifest of an object: the one that was handed over, which counts once, or else a new one. */
export function manifestOf(object: ApiObject): unknown {
  const manifest = manifests.get(object);
  manifests.delete(object);
  return manifest ?? object.toJson();
}
