/** Whether a path of the node is that of a socket, by its name. */
export function isSocket(path: string): boolean {
  return path.endsWith('.sock') || path.endsWith('.socket');
}
