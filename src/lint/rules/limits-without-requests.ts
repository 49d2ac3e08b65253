import { quantityToString } from '../../kubernetes/quantity';
import { LintRule } from '../rule';

export const limitsWithoutRequests: LintRule = {
  id: 'limits-without-requests',
  severity: 'warning',
  title: 'A container has a limit and no request.',
  why:
    'The API server takes the limit as the request, so every node reserves the most that the agent may ever use. ' +
    'Autoscalers that look at the template count none of it, and add nodes on which it does not fit.',
  see: ['aws/karpenter-provider-aws#1573', 'kubernetes-sigs/karpenter#169'],
  check: ({ planned }) =>
    [...planned.daemonSet.template.spec.initContainers, ...planned.daemonSet.template.spec.containers].flatMap(
      ({ name, limits, requests }) => {
        const silent = [...limits].filter(([resource]) => NATIVE.includes(resource) && !requests.has(resource));
        const values = silent.map(([resource, quantity]) => `${resource} ${quantityToString(quantity, resource)}`);
        return silent.length > 0
          ? [
              {
                message: `container ${name} has limits and no requests for ${values.join(', ')}: every node reserves as much`,
                fix: `write resources.requests for ${silent.map(([resource]) => resource).join(' and ')}`,
              },
            ]
          : [];
      },
    ),
};

/** For extended resources the API server wants a limit, and the request follows from it. */
const NATIVE = ['cpu', 'memory', 'ephemeral-storage'];
