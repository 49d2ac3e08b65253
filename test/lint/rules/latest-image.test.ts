import { latestImage } from '../../../src/lint/rules/latest-image';
import { agent, describeRule } from '../lint-fixture';

describeRule(latestImage, [
  [
    'the tag latest',
    { agents: [agent('netshoot', { container: { image: 'nicolaka/netshoot:latest' } })] },
    'netshoot: the image of container agent is nicolaka/netshoot:latest',
  ],
  [
    'no tag, and a registry with a port',
    { agents: [agent('logs', { container: { image: 'registry.example:5000/fluent-bit' } })] },
    'logs: the image of container agent is registry.example:5000/fluent-bit',
  ],
  ['a version', { agents: [agent('logs', { container: { image: 'registry.example:5000/fluent-bit:5.1.1' } })] }],
  ['a digest', { agents: [agent('logs', { container: { image: `fluent-bit@sha256:${'0'.repeat(64)}` } })] }],
]);
