import { Duration } from 'cdk8s';
import type { CatalogueGroup } from '../catalogue-agent';
import {
  CleanUp,
  ImagePrePuller,
  NodeAgentDaemonSet,
  NodeCleaner,
  NodeDebugger,
  NodeInitializer,
  NodeProblemDetector,
  NodeSet,
  RebootManager,
  WindowsServer,
} from 'cdk8s-node-agents';

export const NODE_CARE: CatalogueGroup = {
  namespace: 'node-care',
  title: 'Care of nodes',
  agents: [
    {
      name: 'Image pre-puller',
      upstream: 'https://github.com/jupyterhub/zero-to-jupyterhub-k8s/tree/main/jupyterhub/templates/image-puller',
      compose: (chart, id) => new ImagePrePuller(chart, id, { images: ['registry.example.com/notebook:2026.11'] }),
    },
    {
      name: 'Image pre-puller on Windows',
      upstream: 'https://github.com/jupyterhub/zero-to-jupyterhub-k8s/tree/main/jupyterhub/templates/image-puller',
      compose: (chart, id) =>
        new ImagePrePuller(chart, id, {
          images: ['registry.example.com/web:2026.11-ltsc2022'],
          nodes: NodeSet.windows(),
        }),
    },
    {
      name: 'Node cleaner',
      upstream: 'https://github.com/eraser-dev/eraser',
      compose: (chart, id) =>
        new NodeCleaner(chart, id, {
          cleanUps: [CleanUp.files('/var/log/audit', { olderThan: Duration.days(14) }), CleanUp.unusedImages()],
        }),
    },
    {
      name: 'Node initializer',
      upstream: 'https://github.com/GoogleCloudPlatform/k8s-node-tools',
      compose: (chart, id) =>
        new NodeInitializer(chart, id, {
          script: 'sysctl -w vm.max_map_count=262144',
          reason: 'a setting of the whole node',
        }),
    },
    {
      name: 'Node debugger',
      upstream: 'https://github.com/nicolaka/netshoot',
      compose: (chart, id) => new NodeDebugger(chart, id),
    },
    {
      name: 'Node Problem Detector',
      upstream: 'https://github.com/kubernetes/node-problem-detector/tree/master/deployment',
      compose: (chart, id) => new NodeProblemDetector(chart, id),
    },
    {
      name: 'Node Problem Detector on Windows',
      upstream: 'https://github.com/kubernetes/node-problem-detector#windows',
      compose: (chart, id) =>
        new NodeProblemDetector(chart, id, {
          monitors: ['windows-containerd-monitor-filelog.json'],
          nodes: NodeSet.windows(WindowsServer.LTSC_2022),
        }),
    },
    {
      name: 'Kured',
      upstream: 'https://github.com/kubereboot/kured',
      compose: (chart, id) => new RebootManager(chart, id),
    },
    {
      name: 'Any agent',
      upstream: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
      compose: (chart, id) =>
        new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'registry.example.com/agent:1.0.0' }] }),
    },
  ],
};
