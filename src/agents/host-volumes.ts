import { createHash } from 'crypto';
import { HostPathVolumeType, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { HostMount } from './host-mount';

const MAX_NAME = 63;

/** The volumes of a pod that are paths of its node: one for each path and type. */
export class HostVolumes {
  private readonly byPathAndType = new Map<string, Volume>();
  private readonly names = new Set<string>();

  constructor(private readonly scope: Construct) {}

  public of({ hostPath, type }: HostMount): Volume {
    const key = `${type} ${hostPath}`;
    const volume = this.byPathAndType.get(key) ?? this.create(hostPath, type);
    this.byPathAndType.set(key, volume);
    return volume;
  }

  private create(path: string, type: HostPathVolumeType): Volume {
    const readable = `host-${slug(path) || 'root'}`;
    const digest = createHash('sha256').update(`${type} ${path}`).digest('hex').slice(0, 8);
    const free = readable.length <= MAX_NAME && !this.names.has(readable);
    const name = free ? readable : `${readable.slice(0, MAX_NAME - digest.length - 1).replace(/-+$/, '')}-${digest}`;
    this.names.add(name);
    return Volume.fromHostPath(this.scope, name, name, { path, type });
  }
}

function slug(path: string): string {
  return path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
