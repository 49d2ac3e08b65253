import { Given } from './same-parts';
import { sameSpec } from './same-pod';
import { isRecord } from '../kubernetes/manifest/is-record';
import { BoundPodSpec } from '../kubernetes/pod-spec';

interface KnownSpec {
  readonly given: Given;
  readonly read: BoundPodSpec | undefined;
}

/** Enough for the templates of any cluster. */
const MAX_SPECS = 10_000;
/** Specs that differ in little else than affinity are compared one by one. */
const MAX_ALIKE = 8;

/** What was read of specs of pods, of which those count as one that are the same in all that is read of them. */
export class KnownSpecs {
  private readonly byContainers = new Map<string, KnownSpec[]>();
  private count = 0;
  /** The one that was met last: pods are listed in rows of such as look the same. */
  private last: KnownSpec = { given: {}, read: undefined };

  /** What was read of a spec that is the same; undefined when none was read. */
  get(spec: Given): BoundPodSpec | undefined {
    return sameSpec(spec, this.last.given) ? this.last.read : this.find(spec);
  }

  private find(spec: Given): BoundPodSpec | undefined {
    const known = this.byContainers.get(containersOf(spec))?.find(({ given }) => sameSpec(spec, given));
    this.last = known ?? this.last;
    return known?.read;
  }

  /** Keeps what was read of a spec, as long as there are not too many. */
  set(given: Given, read: BoundPodSpec): void {
    this.last = { given, read };
    const containers = containersOf(given);
    const alike = this.byContainers.get(containers);
    if (this.count === MAX_SPECS || alike?.length === MAX_ALIKE) {
      return;
    }
    this.count++;
    if (alike) {
      alike.push(this.last);
    } else {
      this.byContainers.set(containers, [this.last]);
    }
  }
}

/** What tells most specs apart. */
function containersOf({ containers }: Given): string {
  let text = '';
  for (const container of Array.isArray(containers) ? (containers as readonly unknown[]) : []) {
    if (isRecord(container)) {
      const { requests } = isRecord(container.resources) ? container.resources : container;
      const { cpu, memory } = isRecord(requests) ? requests : container;
      text += `${plain(container.name)} ${plain(cpu)} ${plain(memory)},`;
    }
  }
  return text;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
