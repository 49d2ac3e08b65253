import { ApiObject } from 'cdk8s';

/** A workload of cdk8s-plus, which adds the terms of `spread` to its scheduling each time it is rendered. */
interface Scheduled {
  readonly scheduling: object;
}

/** The manifest of an object, which the synth renders once more: whatever rendering changes is undone. */
export function render(object: ApiObject): any {
  const owner = object.node.scope;
  return hasScheduling(owner) ? withCopiedScheduling(owner, () => object.toJson()) : object.toJson();
}

function hasScheduling(construct: unknown): construct is Scheduled {
  const { scheduling } = construct as Partial<Scheduled>;
  return typeof scheduling === 'object' && scheduling !== null;
}

function withCopiedScheduling<T>(workload: Scheduled, run: () => T): T {
  const { scheduling } = workload;
  const copied = Object.entries(scheduling).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]);
  const copy = Object.assign(Object.create(Object.getPrototypeOf(scheduling)), Object.fromEntries(copied));
  try {
    Object.assign(workload, { scheduling: copy });
    return run();
  } finally {
    Object.assign(workload, { scheduling });
  }
}
