import { Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiFaults } from '../kubernetes/api-faults';
import { unkept } from '../kubernetes/unkept';

/** A chart with what `build` puts into it, synthesized: every validation has passed, and the API server takes and keeps every object. */
export function synthesize(build: (chart: Chart) => unknown, namespace: string | undefined = 'agents'): Manifests {
  const chart = new Chart(Testing.app(), 'chart', { namespace: namespace || undefined });
  build(chart);
  const manifests: any[] = Testing.synth(chart);
  for (const manifest of manifests) expect([...apiFaults(manifest), ...unkept(manifest)]).toEqual([]);
  return new Manifests(manifests);
}

/** A chart to build in that is never synthesized. */
export function scope(): Construct {
  return new Chart(Testing.app(), 'chart', { namespace: 'agents' });
}

/** A value that no compiler has seen, as a file or a program in JavaScript gives it. */
export function unchecked<T>(value: unknown): T {
  return value as T;
}

/** Synthesized manifests, by what a reader looks for. */
export class Manifests {
  constructor(public readonly all: any[]) {}

  public get kinds(): string[] {
    return this.all.map(({ kind }) => kind).sort();
  }

  public get daemonSet(): any {
    return this.one('DaemonSet');
  }

  public get pod(): any {
    return this.daemonSet.spec.template.spec;
  }

  /** The only container of the pod. */
  public get container(): any {
    expect(this.pod.containers).toHaveLength(1);
    return this.pod.containers[0];
  }

  /** `/var/log /var/log ro Directory`: path of the node, path in the container, what may be done, what must be there. */
  public get hostMounts(): string[] {
    return hostMountsOf(this.container, this.pod);
  }

  public get checksum(): string {
    return this.daemonSet.spec.template.metadata.annotations?.['checksum/config'];
  }

  public one(kind: string): any {
    const found = this.all.filter((manifest) => manifest.kind === kind);
    expect(found).toHaveLength(1);
    return found[0];
  }
}

export function hostMountsOf(container: any, pod: any): string[] {
  return container.volumeMounts.flatMap(({ name, mountPath, readOnly, mountPropagation }: any) => {
    const volume = pod.volumes.find((each: any) => each.name === name);
    if (!volume.hostPath) return [];
    const { path, type } = volume.hostPath;
    return [[path, mountPath, readOnly ? 'ro' : 'rw', type, mountPropagation].filter(Boolean).join(' ')];
  });
}

/** No capability, no way to get one, no writing to the image: what every container but a privileged one has. */
export const LOCKED_DOWN = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
