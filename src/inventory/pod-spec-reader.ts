import { KnownSpecs } from './known-specs';
import { Given } from './same-parts';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { isRecord } from '../kubernetes/manifest/is-record';
import { BoundPodSpec, PodResize } from '../kubernetes/pod-spec';
import { readBoundPodSpec } from '../kubernetes/read-pod-spec';

/** Reads the specs of running pods; those that look the same have one. */
export class PodSpecReader {
  private readonly specs = new KnownSpecs();
  private readonly resized = new Map<BoundPodSpec, Map<PodResize, BoundPodSpec>>();

  constructor(private readonly faults: Fault[]) {}

  /** The spec, where one that looks the same has been read. */
  known(spec: Given, resize: PodResize | undefined): BoundPodSpec | undefined {
    const known = this.specs.get(spec);
    return known && resize ? this.withResize(known, resize) : known;
  }

  /**
   * @param labels of the pod: terms may name keys of them
   * @param resize what the kubelet reports of the pod's resources
   */
  read(spec: Field, labels: Labels, resize: PodResize | undefined): BoundPodSpec {
    const read = (isRecord(spec.value) ? this.specs.get(spec.value) : undefined) ?? this.readAnew(spec, labels);
    return resize ? this.withResize(read, resize) : read;
  }

  private readAnew(spec: Field, labels: Labels): BoundPodSpec {
    const before = this.faults.length;
    let asked = false;
    const noted = { get: (key: string) => labels.get(key), has: (key: string) => (asked = true) && labels.has(key) };
    const read = readBoundPodSpec(spec, noted);
    // One that depends on the labels is that of its pod alone, and a fault is told of each pod.
    if (isRecord(spec.value) && !asked && this.faults.length === before) {
      this.specs.set(spec.value, read);
    }
    return read;
  }

  private withResize(spec: BoundPodSpec, resize: PodResize): BoundPodSpec {
    let known = this.resized.get(spec);
    if (!known) {
      known = new Map<PodResize, BoundPodSpec>();
      this.resized.set(spec, known);
    }
    let both = known.get(resize);
    if (!both) {
      both = { ...spec, resize };
      known.set(resize, both);
    }
    return both;
  }
}
