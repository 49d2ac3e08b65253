import { isSocket } from '../../kubernetes/host-path';
import { LintRule } from '../rule';

export const socketHostPath: LintRule = {
  id: 'socket-host-path',
  severity: 'warning',
  title: 'A socket of the node is mounted by itself.',
  why:
    'A process that starts anew makes a new socket, and the mount still shows the old one: the agent is cut off ' +
    'until its pod is replaced. Mounted without a type before the process runs, the path becomes a directory, and ' +
    'the process cannot make its socket.',
  see: [
    'spegel-org/spegel#438',
    'submariner-io/submariner-operator#2846',
    'deckhouse/deckhouse#1894',
    'moby/moby#30348',
  ],
  check: ({ manifest }) =>
    manifest.hostPaths
      .filter(({ path }) => isSocket(path))
      .map(({ volume, path, type }) => ({
        message: `the volume ${volume} mounts the socket ${path}${type === 'Socket' ? '' : ` with ${type ? `type ${type}` : 'no type'}`}`,
        fix: `mount its directory: hostPath: {path: ${path.replace(/\/[^/]*$/, '') || '/'}, type: Directory}`,
      })),
};
