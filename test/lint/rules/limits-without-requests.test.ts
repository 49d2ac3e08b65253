import { limitsWithoutRequests } from '../../../src/lint/rules/limits-without-requests';
import { agent, describeRule } from '../lint-fixture';

describeRule(limitsWithoutRequests, [
  [
    'limits of a whole core: karpenter-provider-aws#1573',
    { agents: [agent('datadog', { container: { resources: { limits: { cpu: '1', memory: '512Mi' } } } })] },
    'datadog: container agent has limits and no requests for cpu 1, memory 512Mi: every node reserves as much',
  ],
  [
    'one of two is missing',
    {
      agents: [
        agent('logs', {
          container: { resources: { limits: { cpu: '200m', memory: '1Gi' }, requests: { cpu: '100m' } } },
        }),
      ],
    },
    'logs: container agent has limits and no requests for memory 1Gi: every node reserves as much',
  ],
  [
    'an extended resource has a limit only',
    {
      agents: [
        agent('gpu', { container: { resources: { requests: { cpu: '1m' }, limits: { 'nvidia.com/gpu': '1' } } } }),
      ],
    },
  ],
  [
    'both are there',
    { agents: [agent('logs', { container: { resources: { requests: { cpu: '1m' }, limits: { cpu: '2m' } } } })] },
  ],
]);
