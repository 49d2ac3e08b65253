import { AgentManifest } from '../agent-manifest';
import { LintAgent, nodeAlternatives } from '../lint-agent';
import { isWindows } from '../node-kind';
import { LintRule } from '../rule';
import { groupNames } from '../words';

export const wrongOperatingSystem: LintRule = {
  id: 'wrong-operating-system',
  severity: 'error',
  title: 'An agent for Linux is wanted on Windows nodes, or one for Windows on Linux nodes.',
  why:
    'The controller looks at labels and taints only. On the wrong operating system the image cannot be pulled or the ' +
    'kubelet refuses the pod, and the rollout never becomes complete.',
  see: [
    'kubernetes/kubernetes#94366',
    'kubernetes/kubernetes#82959',
    'flannel-io/flannel#1459',
    'OneUptime/oneuptime#3041',
  ],
  check: (agent) => {
    const madeFor = operatingSystem(agent);
    const wrong = madeFor ? agent.groups.filter((group) => isWindows(group) !== (madeFor === 'windows')) : [];
    return wrong.length > 0
      ? [
          {
            message: `is made for ${madeFor} and wanted on ${groupNames(wrong)}, which ${madeFor === 'linux' ? 'run' : 'do not run'} Windows`,
            fix: `add nodeSelector: {kubernetes.io/os: ${madeFor}}`,
          },
        ]
      : [];
  },
};

/** The system that the template is surely written for; undefined when it may be either. */
function operatingSystem(agent: LintAgent): string | undefined {
  const { planned, manifest } = agent;
  // What its author selects counts for more than what it looks like.
  if (manifest.os === undefined && isForWindows(agent)) {
    return 'windows';
  }
  return manifest.os ?? (usesLinux(manifest) || usesHostNetwork(planned, manifest) ? 'linux' : undefined);
}

function isForWindows(agent: LintAgent): boolean {
  const alternatives = nodeAlternatives(agent);
  return (
    alternatives.length > 0 &&
    alternatives.every((requirements) =>
      requirements.some(({ key, values }) => key === 'kubernetes.io/os' && values?.join() === 'windows'),
    )
  );
}

function usesLinux({ containers, hostPaths, hostPid }: AgentManifest): boolean {
  const posix = hostPaths.some(({ path }) => path.startsWith('/'));
  return (
    !mentionsWindows(containers) &&
    (posix || hostPid || containers.some(({ linuxSecurity, privileged }) => linuxSecurity || privileged))
  );
}

function usesHostNetwork({ pod }: LintAgent['planned'], { containers }: AgentManifest): boolean {
  return pod.hostNetwork && !mentionsWindows(containers);
}

function mentionsWindows(containers: AgentManifest['containers']): boolean {
  return containers.some(({ image, words }) =>
    /windows|nanoserver|powershell|\.exe\b/i.test([image, ...words].join(' ')),
  );
}
