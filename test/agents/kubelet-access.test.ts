import { kubeletRules } from '../../src/agents/kubelet-access';

const resources = (...args: Parameters<typeof kubeletRules>) =>
  kubeletRules(...args).flatMap(({ verbs, endpoints }) =>
    endpoints.map((endpoint) => `${verbs.join(',')} ${endpoint.asApiResource()?.resourceType}`),
  );

test('each part of the API of the kubelet is a permission of its own', () => {
  expect(resources(['stats', 'pods'], {})).toEqual(['get nodes/stats', 'get nodes/pods']);
});

test('older kubelets know one permission for what has none of its own', () => {
  expect(resources(['stats', 'pods'], { olderThan133: true })).toContain('get nodes/proxy');
});
