import { hostMounts } from '../agent-manifest';
import { sharedGroups } from '../lint-agent';
import { perAgent } from '../per-agent';
import { LintRule } from '../rule';
import { groupNames } from '../words';

/** Places of a node that many agents write to side by side, each its own files. */
const COMMON = [
  /^\/$/,
  /^\/(dev|sys|proc|run|tmp|mnt|etc|boot|lib\/modules|usr\/src)(\/|$)/,
  /^\/var\/(run|log|tmp|lib)$/,
  /^\/var\/lib\/kubelet(\/(pods|plugins|plugins_registry|device-plugins))?$/,
  /^\/(etc\/cni\/net\.d|opt\/cni\/bin|var\/run\/.*)$/,
  /\.(sock|lock)$/,
];

export const sharedHostPath: LintRule = {
  id: 'shared-host-path',
  severity: 'warning',
  title: 'Two agents write one path of the same nodes.',
  why:
    'State of an agent, such as how far it has read which file, belongs to one process. Two agents that keep it in ' +
    'one directory overwrite or lock each other out: logs are lost or read twice.',
  see: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  check: (agent, { agents }) => {
    const written = writtenPaths(agent);
    return agents.slice(0, agents.indexOf(agent)).flatMap((other) => {
      const theirs = writtenPaths(other);
      const paths = written.filter((path) => theirs.includes(path));
      const groups = paths.length > 0 ? sharedGroups(agent, other) : [];
      return groups.length > 0
        ? [
            {
              message: `writes ${paths.join(', ')} of the node, and so does ${other.key}, on ${groupNames(groups)}`,
              fix: `give each a directory of its own, such as ${paths[0]}/${agent.planned.daemonSet.name}; or mount it with readOnly: true`,
            },
          ]
        : [];
    });
  },
};

const writtenPaths = perAgent(({ manifest }) => {
  const paths = hostMounts(manifest)
    .filter(({ readOnly, path }) => !readOnly && !COMMON.some((common) => common.test(path)))
    .map(({ path }) => path);
  return [...new Set(paths)].sort();
});
