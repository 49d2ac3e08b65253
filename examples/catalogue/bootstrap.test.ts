import { CATALOGUE } from './agents';
import { factsOf } from '../../projenrc/catalogue/agent-facts';
import { bootstrapOf } from '../../projenrc/catalogue/bootstrap-facts';

const AGENTS = CATALOGUE.flatMap(({ namespace, agents }) =>
  agents.map((agent) => [agent.name, factsOf(agent, namespace).daemonSet] as const),
);

/** Who does something to a new node that others wait for. All other agents are waited for by nobody. */
const ROLES: Record<string, string[]> = {
  Flannel: ['brings nodeNetwork', 'waits for serviceNetwork'],
  Calico: ['brings nodeNetwork', 'waits for serviceNetwork'],
  'Calico on Windows': ['brings nodeNetwork'],
  Cilium: [
    'brings nodeNetwork',
    'lets Cilium operator remove taint node.cilium.io/agent-not-ready',
    'waits for serviceNetwork',
  ],
  Multus: ['waits for nodeNetwork', 'waits for serviceNetwork'],
  'Weave Net': ['brings nodeNetwork', 'waits for serviceNetwork'],
  'kube-proxy': ['brings serviceNetwork'],
  'kube-proxy on Windows': ['brings serviceNetwork', 'waits for nodeNetwork'],
  'Istio CNI': ['lets istiod remove taint cni.istio.io/not-ready', 'waits for serviceNetwork'],
  ztunnel: ['waits for serviceNetwork'],
  EBS: ['removes taint ebs.csi.aws.com/agent-not-ready'],
  'EBS on Windows': ['removes taint ebs.csi.aws.com/agent-not-ready'],
  'NVIDIA device plugin': ['offers nvidia.com/gpu'],
  'Any device plugin': ['offers example.com/fpga'],
  'Node Feature Discovery worker': [
    'sets label feature.node.kubernetes.io/pci-10de.present',
    'sets label nvidia.com/gpu.present',
    'sets labels feature.node.kubernetes.io/*',
    'sets labels nvidia.com/*',
  ],
  'Kata Containers': ['sets label katacontainers.io/kata-runtime', 'waits for serviceNetwork'],
};

test('only agents that there are have a role', () => {
  expect(Object.keys(ROLES).filter((name) => !AGENTS.some(([each]) => each === name))).toEqual([]);
});

test.each(AGENTS)('what a new node gets from %s, and what it waits for there', (name, daemonSet) => {
  expect(bootstrapOf(daemonSet)).toEqual(ROLES[name] ?? []);
});
