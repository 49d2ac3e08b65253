import { ApiObject } from 'cdk8s';

const manifests = new WeakMap<ApiObject, object>();

/**
 * Leaves the manifest of an object, as it has just been rendered, to the object's own validation, which comes later in the
 * same validation of the app: rendering is what a synth spends its time on. One that is as it was the last time should be
 * the same object: then it is known what is wrong with it.
 */
export function handOver(object: ApiObject, manifest: object): void {
  manifests.set(object, manifest);
}

/** The manifest that was handed over for an object; it counts once. */
export function takeOver(object: ApiObject): object | undefined {
  const manifest = manifests.get(object);
  manifests.delete(object);
  return manifest;
}
