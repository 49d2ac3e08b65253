import { posix } from 'node:path';

/** Whether a path of the node is that of a socket, by its name. */
export function isSocket(path: string): boolean {
  return path.endsWith('.sock') || path.endsWith('.socket');
}

/** A path of the node as one name: without `.`, `..` and a slash at its end, and `/var/run` as the `/run` it is. */
export function normalHostPath(path: string): string {
  const normal = posix.normalize(path || '/').replace(/(.)\/$/, '$1');
  return isWithin(normal, '/var/run') ? normal.slice('/var'.length) : normal;
}

/** Whether a normal path is a directory or lies somewhere below it. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || directory === '/' || path.startsWith(`${directory}/`);
}
