import { LintRule } from '../rule';

export const bidirectionalNotPrivileged: LintRule = {
  id: 'bidirectional-not-privileged',
  severity: 'error',
  title: 'A container that is not privileged mounts with propagation Bidirectional.',
  why: 'The API server refuses it: only a privileged container may pass its mounts on to the node.',
  see: [
    'warm-metal/container-image-csi-driver#178',
    'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation',
  ],
  check: ({ manifest }) =>
    manifest.containers
      .filter(({ privileged }) => !privileged)
      .flatMap(({ name, mounts }) =>
        mounts
          .filter(({ propagation }) => propagation === 'Bidirectional')
          .map(({ mountPath }) => ({
            message: `container ${name} mounts ${mountPath} with Bidirectional and is not privileged`,
            fix: 'write mountPropagation: HostToContainer to see mounts of the node, or securityContext: {privileged: true} to make them',
          })),
      ),
};
