import { wrongArchitecture } from '../../../src/lint/rules/wrong-architecture';
import { node } from '../../fixtures';
import { agent, describeRule } from '../lint-fixture';

describeRule(wrongArchitecture, [
  [
    'the tag names an architecture: the manifests of flannel 0.9',
    {
      cluster: [
        node('a', { labels: { 'kubernetes.io/arch': 'amd64' } }),
        node('g', { labels: { 'kubernetes.io/arch': 'arm64' } }),
      ],
      agents: [agent('flannel', { container: { image: 'quay.io/coreos/flannel:v0.9.1-amd64' } })],
    },
    'flannel: the image quay.io/coreos/flannel:v0.9.1-amd64 of container agent is made for amd64, and the agent is wanted on nodes of another architecture: g',
  ],
  [
    'the repository names one',
    {
      cluster: [node('g', { labels: { 'kubernetes.io/arch': 'arm64' } })],
      agents: [agent('proxy', { container: { image: 'registry.k8s.io/kube-proxy-amd64:v1.11.1' } })],
    },
    'proxy: the image registry.k8s.io/kube-proxy-amd64:v1.11.1 of container agent is made for amd64, and the agent is wanted on nodes of another architecture: g',
  ],
  [
    'it selects its architecture',
    {
      cluster: [node('g', { labels: { 'kubernetes.io/arch': 'arm64' } })],
      agents: [
        agent('flannel', {
          container: { image: 'quay.io/coreos/flannel:v0.9.1-amd64' },
          spec: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
        }),
      ],
    },
  ],
  [
    'the image is for all',
    { cluster: [node('g', { labels: { 'kubernetes.io/arch': 'arm64' } })], agents: [agent('logs')] },
  ],
]);
