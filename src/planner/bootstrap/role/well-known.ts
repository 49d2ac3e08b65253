import { BootstrapFact } from '../bootstrap-role';

/** What is known of an agent that many clusters run. */
export interface WellKnownAgent {
  /** What its makers call it. */
  readonly product: string;
  /** How the repository of its image ends; not given where the image also runs other agents. */
  readonly images: readonly string[];
  /** How the name of its DaemonSet or Deployment ends. */
  readonly names: readonly string[];
  /** The label `app.kubernetes.io/name` of its DaemonSet, whatever that is called. @default - it is known by no label */
  readonly nameLabel?: string;
  readonly kind: 'DaemonSet' | 'Deployment';
  readonly provides?: readonly BootstrapFact[];
  readonly requires?: readonly BootstrapFact[];
  readonly removesTaints?: readonly string[];
  /** The product that removes the taints once this agent is ready. @default - it does so itself */
  readonly removedBy?: string;
  /** Beginnings of the keys of labels that it finds out; their values are those of the inventory. */
  readonly findsLabels?: readonly string[];
  /** Labels that it sets on nodes with the device. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Extended resources that it offers on nodes with the device; the amounts are those of the inventory. */
  readonly resources?: readonly string[];
  /** The device, by the key of its taint and the name of its resource. @default - any node */
  readonly device?: string;
  readonly everyNode?: boolean;
}

const NVIDIA = 'nvidia.com/gpu';
/** Nodes of a cluster with a cloud controller have it until that has found out what they are. */
export const CLOUD_TAINT = 'node.cloudprovider.kubernetes.io/uninitialized';
const CLOUD_LABELS = [
  'topology.kubernetes.io/',
  'failure-domain.beta.kubernetes.io/',
  'node.kubernetes.io/instance-type',
];

const network = (
  product: string,
  images: string[],
  names: string[],
  more: Partial<WellKnownAgent> = {},
): WellKnownAgent => ({ product, images, names, kind: 'DaemonSet', provides: ['nodeNetwork'], ...more });

/** Flannel and others reach the API server by the address of its Service. */
const BY_SERVICE: Partial<WellKnownAgent> = { requires: ['serviceNetwork'] };

const csiNode = (storage: string, title: string): WellKnownAgent => ({
  product: `the AWS ${title} CSI driver`,
  images: [`aws-${storage}-csi-driver`],
  names: [`${storage}-csi-node`],
  kind: 'DaemonSet',
  removesTaints: [`${storage}.csi.aws.com/agent-not-ready`],
});

/** The agents that are recognised, the more special ones first. */
export const WELL_KNOWN_AGENTS: readonly WellKnownAgent[] = [
  network('Cilium', ['cilium', 'cilium-ci'], ['cilium', 'cilium-agent'], {
    removesTaints: ['node.cilium.io/agent-not-ready'],
    removedBy: 'Cilium operator',
  }),
  network('Canal', [], ['canal'], BY_SERVICE),
  // On Windows both are told the address of the API server, and kube-proxy waits for the network that they make.
  network('Calico on Windows', ['calico/node-windows'], ['calico-node-windows']),
  network('Flannel on Windows', ['sigwindowstools/flannel'], ['kube-flannel-ds-windows-amd64']),
  network('Calico', ['calico/node', 'calico-node'], ['calico-node', 'calico'], BY_SERVICE),
  network('Flannel', ['flannel'], ['kube-flannel', 'kube-flannel-ds', 'flannel'], BY_SERVICE),
  network('Weave Net', ['weaveworks/weave-kube'], ['weave-net'], BY_SERVICE),
  network('the AWS VPC CNI', ['amazon-k8s-cni'], ['aws-node'], BY_SERVICE),
  network('Antrea', ['antrea/antrea-agent-ubuntu', 'antrea/antrea-ubuntu'], ['antrea-agent'], BY_SERVICE),
  network('kube-router', ['cloudnativelabs/kube-router'], ['kube-router']),
  network('Kube-OVN', [], ['kube-ovn-cni']),
  network('kindnet', ['kindest/kindnetd'], ['kindnet']),
  {
    product: 'kube-proxy on Windows',
    images: ['sigwindowstools/kube-proxy'],
    names: ['kube-proxy-windows'],
    kind: 'DaemonSet',
    provides: ['serviceNetwork'],
    requires: ['nodeNetwork'],
  },
  {
    product: 'kube-proxy',
    images: ['kube-proxy'],
    names: ['kube-proxy'],
    kind: 'DaemonSet',
    provides: ['serviceNetwork'],
  },
  {
    product: 'Istio CNI',
    images: ['istio/install-cni'],
    names: ['istio-cni-node'],
    kind: 'DaemonSet',
    removesTaints: ['cni.istio.io/not-ready'],
    removedBy: 'istiod',
  },
  csiNode('ebs', 'EBS'),
  csiNode('efs', 'EFS'),
  csiNode('fsx', 'FSx'),
  {
    product: 'the Node Feature Discovery worker',
    images: [],
    names: ['nfd-worker', 'node-feature-discovery-worker', 'node-feature-discovery'],
    nameLabel: 'nfd-worker',
    kind: 'DaemonSet',
    // It also publishes what GPU Feature Discovery writes down for it.
    findsLabels: ['feature.node.kubernetes.io/', 'nvidia.com/'],
    labels: { 'feature.node.kubernetes.io/pci-10de.present': 'true', 'nvidia.com/gpu.present': 'true' },
    device: NVIDIA,
  },
  {
    product: 'NVIDIA GPU Feature Discovery',
    images: ['nvidia/gpu-feature-discovery'],
    names: ['gpu-feature-discovery'],
    kind: 'DaemonSet',
    findsLabels: ['nvidia.com/'],
    labels: { 'nvidia.com/gpu.present': 'true' },
    device: NVIDIA,
  },
  {
    product: 'the NVIDIA device plugin',
    images: [],
    names: ['nvidia-device-plugin', 'nvidia-device-plugin-daemonset'],
    kind: 'DaemonSet',
    resources: [NVIDIA],
    device: NVIDIA,
  },
  {
    product: 'the Azure cloud node manager',
    images: ['azure-cloud-node-manager'],
    names: ['cloud-node-manager'],
    kind: 'DaemonSet',
    removesTaints: [CLOUD_TAINT],
    findsLabels: CLOUD_LABELS,
  },
  ...(['DaemonSet', 'Deployment'] as const).map((kind): WellKnownAgent => ({
    product: 'a cloud controller manager',
    images: ['cloud-controller-manager'],
    names: ['cloud-controller-manager'],
    kind,
    removesTaints: [CLOUD_TAINT],
    findsLabels: CLOUD_LABELS,
    everyNode: true,
  })),
  { product: 'Cilium operator', images: [], names: ['cilium-operator'], kind: 'Deployment' },
  { product: 'istiod', images: [], names: ['istiod'], kind: 'Deployment' },
];

/** The products that remove taints on behalf of agents. */
export const TAINT_REMOVERS: readonly string[] = [
  ...new Set(WELL_KNOWN_AGENTS.flatMap(({ removedBy }) => removedBy ?? [])),
];

/** A taint of which it is known that it goes. */
export interface StartupTaint {
  /** Key of the taint, or its beginning when it ends with a slash. */
  readonly key: string;
  /** Who removes it, and when. */
  readonly removal: string;
  /** Whether it goes without any agent, in a cluster that runs. @default false */
  readonly byItself?: boolean;
}

export const STARTUP_TAINTS: readonly StartupTaint[] = [
  { key: 'node.cilium.io/agent-not-ready', removal: 'the Cilium operator does when the agent is ready' },
  { key: 'cni.istio.io/not-ready', removal: 'istiod does when Istio CNI is ready' },
  { key: 'ebs.csi.aws.com/agent-not-ready', removal: "the EBS CSI driver's pod on the node does" },
  { key: 'efs.csi.aws.com/agent-not-ready', removal: "the EFS CSI driver's pod on the node does" },
  { key: 'fsx.csi.aws.com/agent-not-ready', removal: "the FSx CSI driver's pod on the node does" },
  { key: CLOUD_TAINT, removal: 'the cloud controller manager does when it knows the machine' },
  { key: 'karpenter.sh/unregistered', removal: 'Karpenter does when it has registered the node', byItself: true },
  { key: 'startup-taint.cluster-autoscaler.kubernetes.io/', removal: 'whoever put it there does' },
  { key: 'ignore-taint.cluster-autoscaler.kubernetes.io/', removal: 'whoever put it there does' },
  { key: 'readiness.k8s.io/', removal: 'the node readiness controller does when the conditions of its rule hold' },
  { key: 'nidhogg.uswitch.com/', removal: 'nidhogg does when the DaemonSet of its name is ready' },
];

/** Taints of a node's later life: a node that joins does not have them, whatever the nodes of the inventory show. */
export const LATER_TAINTS: ReadonlySet<string> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/out-of-service',
  'karpenter.sh/disrupted',
  'karpenter.sh/disruption',
  'ToBeDeletedByClusterAutoscaler',
  'DeletionCandidateOfClusterAutoscaler',
]);
