import { DaemonSet } from '../../../kubernetes/daemon-set';
import { Field } from '../../../kubernetes/manifest/field';

/** The paths of the host that a container of the DaemonSet may write to; sockets are somebody else's. */
export function hostPathsWritten({ manifest }: DaemonSet): string[] {
  const pod = Field.of(manifest, []).get('spec').get('template').get('spec');
  const paths = new Map<string, string>();
  for (const volume of pod.get('volumes').items()) {
    const hostPath = volume.get('hostPath');
    const path = hostPath.get('path').string();
    if (path !== undefined && hostPath.get('type').string() !== 'Socket') {
      paths.set(volume.get('name').string() ?? '', path);
    }
  }
  const written = pod
    .get('containers')
    .items()
    .flatMap((container) => container.get('volumeMounts').items())
    .filter((mount) => mount.get('readOnly').boolean() !== true)
    .map((mount) => paths.get(mount.get('name').string() ?? ''))
    .filter((path) => path !== undefined);
  return [...new Set(written)].sort();
}
