import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { BootstrapPlanOptions, HostMount, NodeAgentDaemonSet, NodeSet, TolerationSet } from 'cdk8s-node-agents';

/** What must happen on a new node before it takes workloads: the network agent says when. */
export const NETWORK_NOT_READY = 'example.com/network-not-ready';

/** The taints that new nodes of this cloud register with. A fleet that runs has lost them. */
export const STARTUP: BootstrapPlanOptions = {
  startupTaints: [
    { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' },
    { key: NETWORK_NOT_READY, effect: 'NoSchedule' },
  ],
};

/** Properties of the agents. */
export interface NodeStartProps {
  /** What the network agent tolerates. */
  readonly network: TolerationSet;
  /** What the worker that finds out which devices a node has tolerates. */
  readonly featureDiscovery: TolerationSet;
}

/** What a new node waits for: the cloud, its network, the discovery of its GPUs and their device plugin; and its logs. */
export class NodeStart extends Chart {
  constructor(scope: Construct, id: string, { network, featureDiscovery }: NodeStartProps) {
    super(scope, id, { namespace: 'node-start' });

    // Known by its name: from the control plane it initializes the nodes of the whole cluster.
    new NodeAgentDaemonSet(this, 'cloud-controller-manager', {
      name: 'cloud-controller-manager',
      nodes: NodeSet.controlPlane(),
      hostNetwork: true,
      tolerations: TolerationSet.controlPlane().and(TolerationSet.startupTaints()),
      containers: [{ image: 'registry.example/cloud-controller-manager:1.36.0' }],
    });

    new NodeAgentDaemonSet(this, 'network', {
      hostNetwork: true,
      tolerations: network,
      containers: [{ image: 'registry.example/network:3.2.0', hostMounts: [HostMount.cniConfig()] }],
      bootstrap: { provides: { nodeNetwork: true }, removesTaints: [NETWORK_NOT_READY] },
    });

    // Known by its name: it labels nodes with a GPU.
    new NodeAgentDaemonSet(this, 'nfd-worker', {
      name: 'nfd-worker',
      tolerations: featureDiscovery,
      containers: [{ image: 'registry.example/nfd:0.18.0' }],
    });

    // Known by its name: it offers nvidia.com/gpu on nodes that have the label.
    new NodeAgentDaemonSet(this, 'nvidia-device-plugin', {
      name: 'nvidia-device-plugin',
      nodes: NodeSet.labelled('nvidia.com/gpu.present', 'true'),
      tolerations: TolerationSet.taint('nvidia.com/gpu'),
      containers: [{ image: 'registry.example/device-plugin:0.20.0' }],
    });

    new NodeAgentDaemonSet(this, 'logs', {
      tolerations: TolerationSet.taint('nvidia.com/gpu'),
      containers: [{ image: 'registry.example/logs:1.4.0' }],
    });
  }
}

/** As they were written first: each looks right by itself, and no new node ever becomes ready. */
export const AT_FIRST: NodeStartProps = {
  network: TolerationSet.nodeLifecycle().and(TolerationSet.taint('nvidia.com/gpu')),
  featureDiscovery: TolerationSet.taint('nvidia.com/gpu', { value: 'present' }),
};

/** The same with the two tolerations that the plan asks for. */
export const MENDED: NodeStartProps = {
  network: AT_FIRST.network.and(TolerationSet.startupTaints(NETWORK_NOT_READY)),
  featureDiscovery: TolerationSet.taint('nvidia.com/gpu'),
};
