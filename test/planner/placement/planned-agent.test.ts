import { daemonSet, node, planOf, priorityClass, states } from '../../fixtures';

const limitRange = (item: any) => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'defaults', namespace: 'agents' },
  spec: { limits: [{ type: 'Container', ...item }] },
});
const runtimeClass = (more: any) => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'sandbox' },
  handler: 'x',
  ...more,
});
const sandboxed = daemonSet('agent', { runtimeClassName: 'sandbox' }, { cpu: '100m' });

describe('the effective pod', () => {
  test('requests what the LimitRange of its namespace gives it', () => {
    const [agent] = planOf(
      [node('a'), limitRange({ defaultRequest: { cpu: '200m' }, default: { memory: '1Gi' } })],
      [daemonSet('agent')],
    ).toJson().daemonSets;
    expect(agent.requests).toEqual({ cpu: '200m', memory: '1Gi' });
  });

  test('carries the overhead of its RuntimeClass', () => {
    const [agent] = planOf([node('a'), runtimeClass({ overhead: { podFixed: { cpu: '250m' } } })], [sandboxed]).toJson()
      .daemonSets;
    expect(agent.requests).toEqual({ cpu: '350m' });
  });

  test('is created and stays pending where only its RuntimeClass says no: the controller does not see it', () => {
    const plan = planOf(
      [node('a'), runtimeClass({ scheduling: { nodeSelector: { runtime: 'sandbox' } } })],
      [sandboxed],
    );
    expect(plan.toJson().daemonSets[0].placements).toMatchObject([
      {
        state: 'Pending',
        reasons: [{ plugin: 'NodeAffinity', message: "node(s) didn't match Pod's node affinity/selector" }],
      },
    ]);
  });

  test.each<[string, any[], string | undefined, number]>([
    ['of its class', [priorityClass('high', 7)], 'high', 7],
    ['of a built-in class', [], 'system-node-critical', 2000001000],
    [
      'of the lowest global default',
      [priorityClass('x', 9, { globalDefault: true }), priorityClass('y', 3, { globalDefault: true })],
      undefined,
      3,
    ],
    ['0 without any', [], undefined, 0],
  ])('has the priority %s', (_, classes, priorityClassName, priority) => {
    const plan = planOf([node('a'), ...classes], [daemonSet('agent', { priorityClassName })]);
    expect(plan.toJson().daemonSets[0].priority).toBe(priority);
  });
});

/** What admission refuses shows as FailedCreate on the DaemonSet only. */
describe('a pod that admission refuses', () => {
  test.each<[string, any[], any, string, string]>([
    [
      'for an unknown priority class',
      [],
      daemonSet('agent', { priorityClassName: 'hihg' }),
      'Priority',
      'no PriorityClass with name hihg was found',
    ],
    ['for an unknown RuntimeClass', [], sandboxed, 'RuntimeClass', 'pod rejected: RuntimeClass "sandbox" not found'],
    [
      'for a node selector that contradicts its RuntimeClass',
      [runtimeClass({ scheduling: { nodeSelector: { 'kubernetes.io/os': 'a' } } })],
      daemonSet('agent', { runtimeClassName: 'sandbox', nodeSelector: { 'kubernetes.io/os': 'linux' } }),
      'RuntimeClass',
      'conflict: runtimeClass.scheduling.nodeSelector[kubernetes.io/os] = a; pod.spec.nodeSelector[kubernetes.io/os] = linux',
    ],
    [
      'for a request above the limit that a LimitRange gives it',
      [limitRange({ default: { cpu: '50m' } })],
      daemonSet('agent', {}, { cpu: '100m' }),
      'PodValidation',
      'the request of cpu of container agent must be less than or equal to its limit',
    ],
    [
      'for a port of the host network that two of its containers declare',
      [],
      daemonSet('agent', {
        hostNetwork: true,
        containers: ['a', 'b'].map((name) => ({ name, image: 'i:1', ports: [{ containerPort: 80 }] })),
      }),
      'PodValidation',
      'the host port TCP//80 is declared twice',
    ],
    [
      'for a key of matchLabelKeys that the selector names too',
      [],
      daemonSet('agent', {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: 'agent' } },
            matchLabelKeys: ['app'],
          },
        ],
      }),
      'PodValidation',
      'app exists in both matchLabelKeys and labelSelector',
    ],
    [
      'for less than its containers ask together, once their limits are requests',
      [],
      daemonSet('agent', {
        resources: { requests: { cpu: '1m' } },
        containers: [{ name: 'a', image: 'i:1', resources: { limits: { cpu: '100m' } } }],
      }),
      'PodValidation',
      'the request of cpu of the pod must be greater than or equal to aggregate container requests',
    ],
    [
      'for a missing limit below a maximum',
      [limitRange({ type: 'Pod', max: { cpu: '50m' } })],
      daemonSet('agent', {}, { cpu: '100m' }),
      'LimitRanger',
      'maximum cpu usage per Pod is set, but no limit is specified',
    ],
  ])('%s is Refused wherever it is wanted, and is an error', (_, objects, manifest, plugin, message) => {
    const windows = node('w', {
      labels: { 'kubernetes.io/os': 'windows' },
      taints: [{ key: 'os', effect: 'NoSchedule' }],
    });
    const plan = planOf([node('a'), windows, ...objects], [manifest]);
    expect(states(plan, 'agent')).toEqual({ a: 'Refused', w: 'Excluded' });
    const document = plan.toJson();
    expect(document.daemonSets[0].placements[0].reasons).toEqual([{ decider: 'admission', plugin, message }]);
    expect(document.findings).toMatchObject([{ rule: 'pod-refused', severity: 'error', daemonSet: 'agents/agent' }]);
  });
});
