import { PlatformAgent, PlatformRemark, PlatformRule } from './platform-rule';
import { isWithin, normalHostPath } from '../../kubernetes/host-path';

/**
 * The paths that an agent may write, or that the node is to make for it, and that lie where the platform cannot be
 * written. A directory around a writable one is let pass: what matters may be below.
 */
export function unwritablePaths({ privileges }: PlatformAgent, writable: readonly string[]): string[] {
  return privileges.hostPaths
    .filter((access) => access.writable || access.type?.endsWith('OrCreate'))
    .map(({ path }) => path)
    .filter((path) => {
      const normal = normalHostPath(path);
      return !writable.some((directory) => isWithin(normal, directory) || isWithin(directory, normal));
    });
}

/** A command that runs a program of the node: a shell, a package manager or systemctl, by way of nsenter or chroot. */
const HOST_PROGRAM =
  /\b(?:nsenter|chroot)\b[^;&|]*?\s(?:\S*\/)?(?:sh|bash|dash|ash|zsh|systemctl|service|apt|apt-get|yum|dnf|apk|modprobe)(?:\s|$)/;

/** The rule of a platform on whose nodes there is no shell. */
export function hostShellRule(platform: string, title: string, see: readonly string[]): PlatformRule {
  return {
    id: `${platform}-host-shell`,
    severity: 'warning',
    title: `A container enters the node and runs a program there, which ${title} does not have.`,
    why:
      `${title} has no shell, no package manager and no interpreter. A command that enters the node by nsenter or ` +
      'chroot finds none of the programs it calls: the container fails with no such file or directory.',
    see,
    check: ({ pod }) =>
      pod.containers.flatMap(({ name, container }): PlatformRemark[] => {
        const words = [...container.get('command').stringList(), ...container.get('args').stringList()].join(' ');
        const [command] = HOST_PROGRAM.exec(words.replace(/\s+/g, ' ')) ?? [];
        return command
          ? [
              {
                message: `container ${name} runs a program of the node: ${command.trim()}`,
                fix: 'bring the program in the image of the container, or change the node by its own API',
              },
            ]
          : [];
      }),
  };
}
