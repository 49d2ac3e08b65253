import { EVERYTHING, THAT_IT_IS_TEXT, fields } from './known-parts';
import { ReadOnce } from './read-once';
import { sameSpec } from './same-pod';
import { Labels } from '../kubernetes/label-selector';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { PodResize, PodSpec } from '../kubernetes/pod-spec';
import { readPodSpec } from '../kubernetes/read-pod-spec';

const RESOURCES = fields({ requests: EVERYTHING, limits: EVERYTHING });
const CONTAINERS = fields({
  name: EVERYTHING,
  resources: RESOURCES,
  ports: fields({ containerPort: EVERYTHING, hostPort: EVERYTHING, hostIP: EVERYTHING, protocol: EVERYTHING }),
  restartPolicy: EVERYTHING,
});
const POD_TERMS = fields({ requiredDuringSchedulingIgnoredDuringExecution: EVERYTHING });

/**
 * All that is read of the spec of a running pod. What tells it from its like and takes no room is but looked at for its
 * faults: the node, the node affinity that names it, and the claims.
 */
const SPEC = fields({
  containers: CONTAINERS,
  initContainers: CONTAINERS,
  hostNetwork: EVERYTHING,
  nodeName: THAT_IT_IS_TEXT,
  nodeSelector: EVERYTHING,
  affinity: fields({
    nodeAffinity: fields({ requiredDuringSchedulingIgnoredDuringExecution: THAT_IT_IS_TEXT }),
    podAffinity: POD_TERMS,
    podAntiAffinity: POD_TERMS,
  }),
  topologySpreadConstraints: EVERYTHING,
  tolerations: EVERYTHING,
  priorityClassName: EVERYTHING,
  priority: EVERYTHING,
  preemptionPolicy: EVERYTHING,
  runtimeClassName: EVERYTHING,
  schedulerName: EVERYTHING,
  overhead: EVERYTHING,
  resources: RESOURCES,
  volumes: fields({ persistentVolumeClaim: fields({ claimName: THAT_IT_IS_TEXT }) }),
});

const UNSHARED = { nodeName: undefined, requiredTerms: undefined, claims: [], resize: undefined };

/** A spec for all pods that look the same; none where each pod's depends on its labels. */
interface SharedSpec {
  readonly spec?: PodSpec;
}

/** Reads the specs of running pods without what tells one from its like; pods that look the same have one spec. */
export class PodSpecReader {
  private readonly specs: ReadOnce<SharedSpec>;
  private readonly resized = new Map<PodSpec, Map<PodResize, PodSpec>>();

  constructor(faults: Fault[]) {
    this.specs = new ReadOnce(SPEC, faults, sameSpec);
  }

  /** The spec, where one that looks the same has been read. */
  known(spec: unknown, resize: PodResize | undefined): PodSpec | undefined {
    const known = this.specs.known(spec)?.spec;
    return known && resize ? this.withResize(known, resize) : known;
  }

  /**
   * @param labels of the pod: terms may name keys of them
   * @param resize what the kubelet reports of the pod's resources
   */
  read(spec: Field, labels: Labels, resize: PodResize | undefined): PodSpec {
    let own: PodSpec | undefined;
    const shared = this.specs.of(spec.value, () => {
      let asked = false;
      const noted = { get: (key: string) => labels.get(key), has: (key: string) => (asked = true) && labels.has(key) };
      own = readUnnamed(spec, noted);
      return asked ? {} : { spec: own };
    });
    const read = shared.spec ?? own ?? readUnnamed(spec, labels);
    return resize ? this.withResize(read, resize) : read;
  }

  private withResize(spec: PodSpec, resize: PodResize): PodSpec {
    let known = this.resized.get(spec);
    if (!known) {
      known = new Map<PodResize, PodSpec>();
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

function readUnnamed(spec: Field, labels: Pick<Labels, 'get' | 'has'>): PodSpec {
  return { ...readPodSpec(spec, labels), ...UNSHARED };
}
