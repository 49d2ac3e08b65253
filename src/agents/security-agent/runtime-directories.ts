import { posix } from 'path';
import { HostMount } from '../host-mount';

/**
 * The directories that the sockets of container runtimes lie in, below `root` of the container. A socket that is mounted by
 * itself is the old one once its runtime starts anew.
 */
export function runtimeDirectories(sockets: string[], root: string): HostMount[] {
  const directories = [...new Set(sockets.map((socket) => posix.dirname(socket)))].sort();
  return directories
    .filter((path) => !directories.some((other) => path.startsWith(`${other}/`)))
    .map((path) => HostMount.path(path).at(`${root}${path}`));
}
