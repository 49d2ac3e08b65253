import { bidirectionalNotPrivileged } from '../../../src/lint/rules/bidirectional-not-privileged';
import { agent, describeRule, hostMount } from '../lint-fixture';

const privilegedAgent = ({ container, spec }: Record<string, any>) =>
  agent('csi', { spec, container: { ...container, securityContext: { privileged: true } } });

describeRule(bidirectionalNotPrivileged, [
  [
    'a CSI driver without privileges: container-image-csi-driver#178',
    { agents: [agent('csi', hostMount('/var/lib/kubelet/pods', 'Directory', { mountPropagation: 'Bidirectional' }))] },
    'csi: container agent mounts /host/var/lib/kubelet/pods with Bidirectional and is not privileged',
  ],
  [
    'it only sees mounts',
    {
      agents: [agent('csi', hostMount('/var/lib/kubelet/pods', 'Directory', { mountPropagation: 'HostToContainer' }))],
    },
  ],
  [
    'it is privileged',
    { agents: [privilegedAgent(hostMount('/var/lib/kubelet', 'Directory', { mountPropagation: 'Bidirectional' }))] },
  ],
]);
