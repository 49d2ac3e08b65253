import { posix } from 'node:path';
import { HostPathAccess, HostPathMount } from './privilege-document';
import { isSocket, isWithin, normalHostPath } from '../kubernetes/host-path';
import { Field } from '../kubernetes/manifest/field';

interface Mount extends HostPathMount {
  readonly volume: string;
  readonly subPath: string;
}

/** The paths of the node that the containers of a pod may reach, each once, in order of path. */
export function hostPathAccess(spec: Field): HostPathAccess[] {
  const mounts = ['initContainers', 'containers'].flatMap((list) => spec.get(list).items().flatMap(mountsOf));
  const found = new Map<string, HostPathAccess>();
  for (const volume of spec.get('volumes').items()) {
    const hostPath = volume.get('hostPath');
    const path = hostPath.get('path').string();
    if (path !== undefined) {
      const own = mounts.filter((mount) => mount.volume === volume.get('name').string());
      for (const [subPath, of] of bySubPath(own)) {
        add(found, posix.join(path, subPath).replace(/(.)\/$/, '$1'), hostPath.get('type').string() || undefined, of);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function mountsOf(container: Field): Mount[] {
  return container.get('volumeMounts').list((mount) => ({
    volume: mount.get('name').string() ?? '',
    // An expression is known on the node only.
    subPath: mount.get('subPath').string() || mount.get('subPathExpr').string() || '',
    container: container.get('name').string() ?? '',
    mountPath: mount.get('mountPath').string() ?? '',
    readOnly: mount.get('readOnly').boolean() ?? false,
    propagation: mount.get('mountPropagation').string() || 'None',
  }));
}

/** The mounts of a volume by what of it they mount; one entry without mounts when there are none. */
function bySubPath(mounts: readonly Mount[]): Map<string, Mount[]> {
  const grouped = new Map<string, Mount[]>();
  for (const mount of mounts) {
    grouped.set(mount.subPath, [...(grouped.get(mount.subPath) ?? []), mount]);
  }
  return grouped.size > 0 ? grouped : new Map([['', []]]);
}

function add(
  found: Map<string, HostPathAccess>,
  path: string,
  type: string | undefined,
  mounts: readonly Mount[],
): void {
  const before = found.get(path);
  const all = [
    ...(before?.mounts ?? []),
    ...mounts.map(({ container, mountPath, readOnly, propagation }) => ({
      container,
      mountPath,
      readOnly,
      propagation,
    })),
  ];
  found.set(path, { path, type: before?.type ?? type, writable: all.some(({ readOnly }) => !readOnly), mounts: all });
}

/** Sockets by which container runtimes are told what to run: who reaches one is root of the node. */
const RUNTIME_SOCKETS = [
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/docker.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/podman/podman.sock',
];

/** Sockets that are mounted, or lie in what is mounted. A read-only mount keeps nobody from talking to a socket. */
export function reachedSockets(hostPaths: readonly HostPathAccess[]): string[] {
  const mounted = hostPaths.filter(({ mounts }) => mounts.length > 0);
  const named = mounted.filter(({ path, type }) => type === 'Socket' || isSocket(path)).map(({ path }) => path);
  const within = RUNTIME_SOCKETS.filter((socket) => mounted.some(({ path }) => isWithin(socket, normalHostPath(path))));
  const known = new Set(named.map(normalHostPath));
  return [...named, ...within.filter((socket) => !known.has(socket))].sort();
}
