import { knownRole, recognise } from '../../../../src/planner/bootstrap/role/recognise';
import { WELL_KNOWN_AGENTS } from '../../../../src/planner/bootstrap/role/well-known';
import { daemonSet, node } from '../../../fixtures';
import { EVERYTHING, bootstrapOf } from '../bootstrap-fixture';

function product(name: string, image: string, kind = 'DaemonSet'): string | undefined {
  const object = daemonSet(name, { containers: [{ name: 'agent', image }] });
  return recognise({ object, kind, apiVersion: 'apps/v1', describe: () => name })?.product;
}

const OWN = 'registry.example/mirror:1';

test.each([
  ['anything', 'quay.io/cilium/cilium:v1.19.0@sha256:0123', 'Cilium'],
  ['cilium', OWN, 'Cilium'],
  ['anything', 'docker.io/calico/node:v3.30.0', 'Calico'],
  ['canal', 'docker.io/calico/node:v3.30.0', 'Canal'],
  ['calico-node', 'localhost:5000/calico-node', 'Calico'],
  ['anything', 'quay.io/calico/node-windows:v3.32.1', 'Calico on Windows'],
  ['calico-node-windows', OWN, 'Calico on Windows'],
  ['kube-flannel-ds-windows-amd64', OWN, 'Flannel on Windows'],
  ['anything', 'sigwindowstools/flannel:v0.22.0-hostprocess', 'Flannel on Windows'],
  ['kube-flannel-ds', 'ghcr.io/flannel-io/flannel:v0.28.9', 'Flannel'],
  ['aws-node', 'example.com/amazon-k8s-cni:v1.23.1', 'the AWS VPC CNI'],
  ['rke2-kube-proxy', OWN, 'kube-proxy'],
  ['anything', 'registry.k8s.io/kube-proxy:v1.36.2', 'kube-proxy'],
  ['kube-proxy-windows', OWN, 'kube-proxy on Windows'],
  ['anything', 'sigwindowstools/kube-proxy:v1.36.2-calico-hostprocess', 'kube-proxy on Windows'],
  ['istio-cni-node', 'gcr.io/istio/install-cni:1.30', 'Istio CNI'],
  ['ebs-csi-node', 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0', 'the AWS EBS CSI driver'],
  ['efs-csi-node', OWN, 'the AWS EFS CSI driver'],
  ['gpu-operator-node-feature-discovery-worker', OWN, 'the Node Feature Discovery worker'],
  ['nfd-topology-updater', 'registry.k8s.io/nfd/node-feature-discovery:v0.18', undefined],
  ['gpu-feature-discovery', 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0', 'NVIDIA GPU Feature Discovery'],
  ['nvidia-device-plugin-daemonset', 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0', 'the NVIDIA device plugin'],
  ['aws-cloud-controller-manager', OWN, 'a cloud controller manager'],
  ['logs', 'fluent/fluent-bit:5.1', undefined],
  ['not-ciliumlike', 'example.com/notcilium:1', undefined],
  ['metrics-of-cilium', 'example.com/metrics-of-cilium:1', undefined],
])('%s of %s is taken for %s', (name, image, expected) => {
  expect(product(name, image)).toBe(expected);
});

test('an operator is one as a Deployment only, and a node agent as a DaemonSet only', () => {
  expect(product('cilium-operator', OWN, 'Deployment')).toBe('Cilium operator');
  expect(product('cilium-operator', OWN)).toBeUndefined();
  expect(
    product('ebs-csi-controller', 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0', 'Deployment'),
  ).toBeUndefined();
});

test('a labeller finds on a new node what a like one shows, and a device where its taint or resource is', () => {
  const worker = WELL_KNOWN_AGENTS.find(({ product: name }) => name.includes('Node Feature Discovery'))!;
  const like = (key: string, labels: [string, string][] = []) => ({
    name: 'a',
    labels: new Map(labels),
    taints: [{ key, effect: 'NoSchedule' }],
    unschedulable: false,
    allocatable: new Map(),
  });
  const pci = 'feature.node.kubernetes.io/pci-10de.present';
  expect(knownRole(worker, like('nvidia.com/gpu')).labels.get(pci)).toBe('true');
  expect([...knownRole(worker, like('dedicated')).labels]).toEqual([]);
  const kernel: [string, string] = ['feature.node.kubernetes.io/kernel-version.major', '6'];
  expect([...knownRole(worker, like('dedicated', [kernel, ['pool', 'a']])).labels]).toEqual([kernel]);
});

test.each(['calico-node-windows', 'kube-flannel-ds-windows-amd64'])(
  'on a Windows node kube-proxy comes after %s, which needs no kube-proxy',
  (network) => {
    const onWindows = (name: string) =>
      daemonSet(name, { hostNetwork: true, tolerations: EVERYTHING, nodeSelector: { 'kubernetes.io/os': 'windows' } });
    const windows = node('win-1', { labels: { 'kubernetes.io/os': 'windows' } });
    const plan = bootstrapOf([windows], [onWindows('kube-proxy-windows'), onWindows(network)]);
    expect(plan.nodes[0].phases.map(({ starts }) => starts)).toEqual([
      [`agents/${network}`],
      ['agents/kube-proxy-windows'],
    ]);
  },
);
