import { Labels } from '../kubernetes/label-selector';
import { LimitRange, readLimitRange } from '../kubernetes/limit-range';
import { Fault } from '../kubernetes/manifest/fault';
import { Field } from '../kubernetes/manifest/field';
import { Manifest, plannedKind } from '../kubernetes/manifest/manifest';
import { PodDisruptionBudget, readPodDisruptionBudget } from '../kubernetes/pod-disruption-budget';
import { PriorityClass, readPriorityClass } from '../kubernetes/priority-class';
import { RuntimeClass, readRuntimeClass } from '../kubernetes/runtime-class';

/** Objects beside nodes and pods that decide about a plan, wherever they are declared. */
export interface ClusterObjects {
  readonly priorityClasses: readonly PriorityClass[];
  readonly limitRanges: readonly LimitRange[];
  readonly runtimeClasses: readonly RuntimeClass[];
  readonly podDisruptionBudgets: readonly PodDisruptionBudget[];
  /** Labels of the namespaces that are declared, by name. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

/** Reads the objects of these kinds; others are left alone. */
export function readClusterObjects(manifests: Iterable<Manifest>, faults: Fault[]): ClusterObjects {
  const reader = new ClusterObjectReader(faults);
  for (const manifest of manifests) {
    reader.add(manifest);
  }
  return reader.objects;
}

/** Reads the objects of these kinds one after the other. */
export class ClusterObjectReader {
  private readonly read = {
    priorityClasses: [] as PriorityClass[],
    limitRanges: [] as LimitRange[],
    runtimeClasses: [] as RuntimeClass[],
    podDisruptionBudgets: [] as PodDisruptionBudget[],
    namespaces: new Map<string, Labels>(),
  };

  constructor(private readonly faults: Fault[]) {}

  /** What has been read. */
  get objects(): ClusterObjects {
    return this.read;
  }

  /** Reads an object of these kinds; another is left alone. */
  add(manifest: Manifest): void {
    switch (plannedKind(manifest)) {
      case 'PriorityClass':
        this.read.priorityClasses.push(readPriorityClass(manifest, this.faults));
        break;
      case 'LimitRange':
        this.read.limitRanges.push(readLimitRange(manifest, this.faults));
        break;
      case 'RuntimeClass':
        this.read.runtimeClasses.push(readRuntimeClass(manifest, this.faults));
        break;
      case 'PodDisruptionBudget':
        this.read.podDisruptionBudgets.push(readPodDisruptionBudget(manifest, this.faults));
        break;
      case 'Namespace':
        this.read.namespaces.set(...readNamespace(manifest, this.faults));
        break;
    }
  }
}

function readNamespace(manifest: Manifest, faults: Fault[]): [string, Labels] {
  const metadata = Field.of(manifest, faults).required('metadata');
  const name = metadata.required('name').string() ?? '';
  // The API server labels every namespace with its name.
  return [name, metadata.get('labels').strings().set('kubernetes.io/metadata.name', name)];
}

/** Both sets of objects; where they name the same one, the second wins. */
export function mergeClusterObjects(a: ClusterObjects, b: ClusterObjects): ClusterObjects {
  return {
    priorityClasses: merged(a.priorityClasses, b.priorityClasses),
    limitRanges: merged(a.limitRanges, b.limitRanges),
    runtimeClasses: merged(a.runtimeClasses, b.runtimeClasses),
    podDisruptionBudgets: merged(a.podDisruptionBudgets, b.podDisruptionBudgets),
    namespaces: new Map([...a.namespaces, ...b.namespaces]),
  };
}

function merged<T extends { readonly name: string; readonly namespace?: string }>(
  a: readonly T[],
  b: readonly T[],
): T[] {
  const key = (object: T) => `${object.namespace ?? ''}/${object.name}`;
  return [...new Map([...a, ...b].map((object) => [key(object), object])).values()];
}
