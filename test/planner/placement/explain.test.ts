import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const tainted = node('gpu-7', { taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] });

test.each<[string, any[], any, string, string]>([
  ['where an agent runs', [node('a')], daemonSet('logs'), 'a', 'agents/logs runs on a.'],
  [
    'whom it displaces',
    [node('a'), priorityClass('high', 9), pod('web', 'a', { requests: { cpu: '4' } })],
    daemonSet('logs', { priorityClassName: 'high' }, { cpu: '1' }),
    'a',
    'agents/logs runs on a. It has priority 9 and takes the place of apps/web.',
  ],
  [
    'which toleration is missing',
    [tainted],
    daemonSet('logs'),
    'gpu-7',
    'The DaemonSet controller creates no pod of agents/logs on gpu-7: untolerated taint nvidia.com/gpu=present:NoSchedule. ' +
      'A pod that already runs there stays, but is not replaced when it ends. ' +
      'To tolerate the taint, write tolerations: [{key: nvidia.com/gpu, operator: Equal, value: "present", effect: NoSchedule}]; ' +
      'in TypeScript TolerationSet.taint("nvidia.com/gpu", { value: "present" }).',
  ],
  [
    'which label is missing, and what would come next',
    [node('a', { labels: { disk: 'hdd' }, allocatable: { cpu: '50m' } })],
    daemonSet('logs', { nodeSelector: { disk: 'ssd' } }, { cpu: '100m' }),
    'a',
    'The DaemonSet controller creates no pod of agents/logs on a: node selector disk=ssd does not match: the node\'s is "hdd". ' +
      'A pod that runs there is deleted. To select the node, write labels: {disk: "ssd"} into its metadata; ' +
      'in TypeScript nodes without labelled("disk", "ssd"). ' +
      'The scheduler would then have no room for it: Insufficient cpu (requests 100 millicores; 0 of 50 are in use).',
  ],
  [
    'that an intrinsic label is not to be changed',
    [node('a', { labels: { 'kubernetes.io/os': 'windows' } })],
    daemonSet('logs', { nodeSelector: { 'kubernetes.io/os': 'linux' } }),
    'a',
    'The DaemonSet controller creates no pod of agents/logs on a: node selector kubernetes.io/os=linux does not match: ' +
      'the node\'s is "windows". A pod that runs there is deleted. ' +
      'To select the node, write nodeSelector without kubernetes.io/os: linux; ' +
      'in TypeScript nodes without labelled("kubernetes.io/os", "linux").',
  ],
  [
    'how to select a node that no term of the affinity matches',
    [node('a')],
    daemonSet('logs', {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }],
          },
        },
      },
    }),
    'a',
    'The DaemonSet controller creates no pod of agents/logs on a: required node affinity does not match: disk Exists ' +
      '(the node has no label disk). A pod that runs there is deleted. To select the node whatever its labels are, write ' +
      'nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}], beside those there are; ' +
      'in TypeScript NodeSet.anyOf(nodes, NodeSet.named("a")).',
  ],
  [
    'who holds the host port',
    [
      node('a'),
      pod('old', 'a', {
        spec: { hostNetwork: true, containers: [{ name: 'c', image: 'i:1', ports: [{ containerPort: 80 }] }] },
      }),
    ],
    daemonSet('logs', { containers: [{ name: 'c', image: 'i:1', ports: [{ containerPort: 8080, hostPort: 80 }] }] }),
    'a',
    "The pod of agents/logs for a stays Pending: node(s) didn't have free ports for the requested pod ports. " +
      'Its host port 80/TCP is held by apps/old. No pod there has a priority lower than its 0, so none makes room for it. ' +
      'To make room by evicting pods of priority 0 and below, write priorityClassName: NAME, of a PriorityClass with a ' +
      "value of at least 1; in TypeScript PriorityClass.named('NAME').",
  ],
  [
    'by how much a request is too large, and which priority would do',
    [
      node('a', { allocatable: { cpu: '1' } }),
      priorityClass('mid', 50),
      pod('web', 'a', { requests: { cpu: '900m' }, spec: { priorityClassName: 'mid' } }),
    ],
    daemonSet('logs', {}, { cpu: '200m' }),
    'a',
    'The pod of agents/logs for a stays Pending: Insufficient cpu (requests 200 millicores; 900 of 1000 are in use). ' +
      'No pod there has a priority lower than its 0, so none makes room for it. ' +
      'To fit beside the pods there, write resources: {requests: {cpu: 100m}} at most. ' +
      'To make room by evicting pods of priority 50 and below, write priorityClassName: NAME, of a PriorityClass with a ' +
      "value of at least 51; in TypeScript PriorityClass.named('NAME').",
  ],
  [
    'what is short',
    [node('a', { allocatable: { cpu: '50m' } })],
    daemonSet('logs', {}, { cpu: '100m' }),
    'a',
    'The pod of agents/logs for a stays Pending: Insufficient cpu (requests 100 millicores; 0 of 50 are in use). ' +
      'No pod there has a priority lower than its 0, so none makes room for it. ' +
      'To fit beside the pods there, write resources: {requests: {cpu: 50m}} at most.',
  ],
  [
    'what admission refuses',
    [node('a')],
    daemonSet('logs', { priorityClassName: 'none' }),
    'a',
    'The controller wants a pod of agents/logs on a, and the API server refuses it: no PriorityClass with name none was found. ' +
      'The refusal shows only as FailedCreate events of the DaemonSet.',
  ],
])('explains %s', (_, cluster, manifest, nodeName, expected) => {
  expect(planOf(cluster, [manifest]).explain('logs', nodeName)).toBe(expected);
});

test.each([
  ['lgos', 'gpu-7', 'the plan has no DaemonSet "lgos": did you mean logs?'],
  ['agents/logs', 'gpu-8', 'the plan has no node "gpu-8": did you mean gpu-7?'],
  ['zebra', 'gpu-7', 'the plan has no DaemonSet "zebra"'],
])('names the nearest name for %s on %s', (agent, nodeName, message) => {
  expect(() => planOf([tainted], [daemonSet('logs')]).explain(agent, nodeName)).toThrow(message);
});

test('a name in two namespaces must be given with its namespace', () => {
  const other = daemonSet('logs');
  other.metadata.namespace = 'other';
  const plan = planOf([node('a')], [daemonSet('logs'), other]);
  expect(() => plan.explain('logs', 'a')).toThrow('"logs" is ambiguous: there are agents/logs and other/logs');
  expect(plan.explain('other/logs', 'a')).toBe('other/logs runs on a.');
});
