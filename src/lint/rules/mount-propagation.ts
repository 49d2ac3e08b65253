import { hostMounts } from '../agent-manifest';
import { LintRule } from '../rule';

/** Directories below which mounts come and go with every pod. */
const MOUNTS_BELOW = ['/', '/var/lib/kubelet', '/var/lib/kubelet/pods', '/mnt', '/media'];

export const mountPropagation: LintRule = {
  id: 'mount-propagation',
  severity: 'info',
  title: 'A directory with mounts below it is mounted as it stands when the pod starts.',
  why:
    'Without propagation the container keeps seeing the mounts that were there when it started. Volumes mounted ' +
    'later are missing from its metrics, and volumes unmounted later stay busy in it.',
  see: [
    'prometheus/node_exporter#474',
    'prometheus-operator/kube-prometheus#698',
    'prometheus-community/helm-charts#467',
  ],
  check: ({ manifest }) =>
    hostMounts(manifest)
      .filter(({ path, propagation }) => MOUNTS_BELOW.includes(path) && (propagation ?? 'None') === 'None')
      .map(({ container, path }) => ({
        message: `container ${container.name} mounts ${path} of the node without propagation`,
        fix: 'write mountPropagation: HostToContainer',
      })),
};
