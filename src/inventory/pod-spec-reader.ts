import { EVERYTHING, fields } from './known-parts';
import { ReadOnce } from './read-once';
import { sameSpec } from './same-pod';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { BoundPodSpec, PodResize } from '../kubernetes/pod-spec';
import { readBoundPodSpec } from '../kubernetes/read-pod-spec';

const RESOURCES = fields({ requests: EVERYTHING, limits: EVERYTHING });
const CONTAINERS = fields({
  name: EVERYTHING,
  resources: RESOURCES,
  ports: fields({ containerPort: EVERYTHING, hostPort: EVERYTHING, hostIP: EVERYTHING, protocol: EVERYTHING }),
  restartPolicy: EVERYTHING,
});

/** All that is read of the spec of a running pod. */
const SPEC = fields({
  containers: CONTAINERS,
  initContainers: CONTAINERS,
  hostNetwork: EVERYTHING,
  affinity: fields({ podAntiAffinity: fields({ requiredDuringSchedulingIgnoredDuringExecution: EVERYTHING }) }),
  tolerations: fields({
    key: EVERYTHING,
    operator: EVERYTHING,
    value: EVERYTHING,
    effect: EVERYTHING,
    tolerationSeconds: EVERYTHING,
  }),
  priorityClassName: EVERYTHING,
  priority: EVERYTHING,
  overhead: EVERYTHING,
  resources: RESOURCES,
});

/** A spec for all pods that look the same; none where each pod's depends on its labels. */
interface SharedSpec {
  readonly spec?: BoundPodSpec;
}

/** Reads the specs of running pods; those that look the same have one. */
export class PodSpecReader {
  private readonly specs: ReadOnce<SharedSpec>;
  private readonly resized = new Map<BoundPodSpec, Map<PodResize, BoundPodSpec>>();

  constructor(faults: Fault[]) {
    this.specs = new ReadOnce(SPEC, faults, sameSpec);
  }

  /** The spec, where one that looks the same has been read. */
  known(spec: unknown, resize: PodResize | undefined): BoundPodSpec | undefined {
    const known = this.specs.known(spec)?.spec;
    return known && resize ? this.withResize(known, resize) : known;
  }

  /**
   * @param labels of the pod: terms may name keys of them
   * @param resize what the kubelet reports of the pod's resources
   */
  read(spec: Field, labels: Labels, resize: PodResize | undefined): BoundPodSpec {
    let own: BoundPodSpec | undefined;
    const shared = this.specs.of(spec.value, () => {
      let asked = false;
      const noted = { get: (key: string) => labels.get(key), has: (key: string) => (asked = true) && labels.has(key) };
      own = readBoundPodSpec(spec, noted);
      return asked ? {} : { spec: own };
    });
    const read = shared.spec ?? own ?? readBoundPodSpec(spec, labels);
    return resize ? this.withResize(read, resize) : read;
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
