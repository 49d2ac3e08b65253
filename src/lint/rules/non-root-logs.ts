import { AgentManifest, HostMount, hostMounts } from '../agent-manifest';
import { LintRule } from '../rule';

/** Where the kubelet and the container runtime write logs: files of root, for root and its group. */
const LOGS = /^\/var\/(log(\/(pods|containers))?|lib\/docker(\/containers)?)$/;

export const nonRootLogs: LintRule = {
  id: 'non-root-logs',
  severity: 'warning',
  title: 'The agent reads the logs of containers as a user that may not.',
  why:
    'Log files of containers belong to root, and nobody else may read them; fsGroup changes nothing of a path of the ' +
    'node. An agent under another user starts, finds the files, and reads none. A capability does not help it either: ' +
    'one that is added in the manifest goes to root alone.',
  see: [
    'signalfx/splunk-otel-collector-chart#887',
    'grafana/loki#1813',
    'siderolabs/talos#9630',
    'open-telemetry/opentelemetry-collector-contrib#33083',
  ],
  check: ({ manifest }) =>
    hostMounts(manifest)
      .filter(({ path }) => LOGS.test(path))
      .filter(({ container: { init, user, group } }) => !init && isOther(user) && isOther(group))
      .filter((mount) => !isPrepared(mount, manifest))
      .map(({ container, path }) => ({
        message: `container ${container.name} reads ${path} as user ${container.user}`,
        fix: 'write securityContext: {runAsUser: 0, runAsNonRoot: false, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}',
      })),
};

/** Whether a user or a group is said, and is not root's; what is not said is up to the image. */
function isOther(id: number | undefined): boolean {
  return id !== undefined && id !== 0;
}

/** Whether an init container may change who can read there. */
function isPrepared({ volume }: HostMount, { containers }: AgentManifest): boolean {
  return containers.some(
    ({ init, user, mounts }) =>
      init && !isOther(user) && mounts.some((mount) => mount.volume === volume && !mount.readOnly),
  );
}
