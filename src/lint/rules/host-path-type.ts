import { isSocket } from '../../kubernetes/host-path';
import { hostMounts } from '../agent-manifest';
import { LintRule } from '../rule';

/** Directories that every Linux node has, those of the kubelet, and file systems of the kernel, in which nothing can be made. */
const ALWAYS_THERE = [
  /^\/lib\/modules$/,
  /^\/dev\/kmsg$/,
  /^\/var\/log\/(pods|containers)$/,
  /^\/var\/lib\/kubelet\/(pods|plugins|plugins_registry|device-plugins|pod-resources)$/,
  /^\/(etc|dev|run|tmp|usr|lib|boot|opt|home|root|mnt|var(\/(run|log|lib|tmp|lib\/kubelet))?)?$/,
  /^\/(proc|sys)(\/|$)/,
];

/** What only its owner should make: devices, files, and what container runtimes keep. A directory of its own an agent may. */
const OF_OTHERS =
  /^\/dev\/|\/[^/.]+\.[a-z]{2,5}$|^\/(etc\/(localtime|machine-id)|(var\/)?run\/(dbus|systemd)|var\/lib\/(docker|containerd|containers))(\/|$)/;

export const hostPathType: LintRule = {
  id: 'host-path-type',
  severity: 'warning',
  title: 'A path of the node that others make is mounted without saying what must be there.',
  why:
    'Without a type nothing is checked. Where the path is missing, the container runtime makes an empty directory of ' +
    'it: the agent reads nothing and says nothing, and a program that later wants to make a file of that name fails.',
  see: ['moby/moby#30348', 'submariner-io/submariner-operator#2846', 'deckhouse/deckhouse#15040'],
  check: ({ manifest }) => {
    const written = new Set(hostMounts(manifest).flatMap(({ volume, readOnly }) => (readOnly ? [] : volume)));
    return manifest.hostPaths
      .filter(({ path, type }) => type === '' && path.startsWith('/') && !isSocket(path))
      .filter(({ path }) => !ALWAYS_THERE.some((there) => there.test(path)))
      .filter(({ path, volume }) => !written.has(volume) || OF_OTHERS.test(path))
      .map(({ volume, path }) => {
        const type = path.startsWith('/dev/') ? 'CharDevice' : 'Directory';
        return {
          message: `the volume ${volume} mounts ${path} of the node without a type`,
          fix: `write hostPath: {path: ${path}, type: ${type}}; for a file, type File or FileOrCreate`,
        };
      });
  },
};
