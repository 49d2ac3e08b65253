import { Duration, Size } from 'cdk8s';
import {
  Capability,
  Container,
  DnsPolicy,
  FsGroupChangePolicy,
  Node,
  NodeLabelQuery,
  NodeTaintQuery,
  Protocol,
} from 'cdk8s-plus-28';
import { IMAGE, faultsOf, newAgent, podOf, termsOf } from './agent-fixture';
import { NodeSet } from '../../src/agents/node-set';
import { TolerationSet } from '../../src/agents/toleration-set';

const REAL = ['eks.amazonaws.com/compute-type NotIn fargate', 'type NotIn virtual-kubelet'];

test('a pod says what an agent needs and nothing that Kubernetes does anyway', () => {
  expect(Object.keys(podOf(newAgent())).sort()).toEqual([
    'affinity',
    'automountServiceAccountToken',
    'containers',
    'dnsPolicy',
    'nodeSelector',
    'restartPolicy',
    'terminationGracePeriodSeconds',
  ]);
});

test('no field anywhere is null, an empty list or an empty object', () => {
  const agent = newAgent({
    containers: [{ image: IMAGE, portNumber: 80, securityContext: {} }],
    initContainers: [{ image: IMAGE }],
    securityContext: {},
    dns: {},
    hostNetwork: true,
  });
  const empty: string[] = [];
  const visit = (value: unknown, path: string) => {
    if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) empty.push(path);
    if (value !== null && typeof value === 'object') {
      Object.entries(value).forEach(([key, child]) => visit(child, `${path}/${key}`));
    }
  };
  visit(podOf(agent), '');
  expect(empty).toEqual([]);
});

describe('host access', () => {
  test('network, processes and IPC are asked for one by one', () => {
    expect(podOf(newAgent({ hostNetwork: true }))).toMatchObject({ hostNetwork: true });
    expect(podOf(newAgent({ hostPid: true }))).toMatchObject({ hostPID: true });
    expect(podOf(newAgent({ hostIpc: true }))).toMatchObject({ hostIPC: true });
  });

  test.each<[string, object, string]>([
    ['without host network', {}, 'ClusterFirst'],
    ['with host network', { hostNetwork: true }, 'ClusterFirstWithHostNet'],
    [
      'with host network and other DNS settings',
      { hostNetwork: true, dns: { searches: ['svc'] } },
      'ClusterFirstWithHostNet',
    ],
    ['with a policy of its own', { hostNetwork: true, dns: { policy: DnsPolicy.DEFAULT } }, 'Default'],
  ])('the DNS policy %s', (_, props, policy) => {
    expect(podOf(newAgent(props)).dnsPolicy).toBe(policy);
  });

  test('with host network every declared port is a host port, as the scheduler counts it', () => {
    const containers = [
      {
        image: IMAGE,
        ports: [
          { number: 9100, name: 'metrics' },
          { number: 53, protocol: Protocol.UDP },
        ],
      },
    ];
    expect(podOf(newAgent({ hostNetwork: true, containers })).containers[0].ports).toEqual([
      { containerPort: 9100, hostPort: 9100, name: 'metrics' },
      { containerPort: 53, hostPort: 53, protocol: 'UDP' },
    ]);
    expect(podOf(newAgent({ containers })).containers[0].ports[0].hostPort).toBeUndefined();
  });
});

describe('scheduling', () => {
  test('what it attracts to are alternatives, each of which also meets the node set', () => {
    const agent = newAgent({ nodes: NodeSet.linux().except(NodeSet.labelled('spot')) });
    agent.scheduling.attract(Node.labeled(NodeLabelQuery.is('zone', 'a'), NodeLabelQuery.exists('disk')));
    agent.scheduling.attract(Node.labeled(NodeLabelQuery.is('zone', 'b')));
    expect(termsOf(agent)).toEqual([
      ['spot DoesNotExist', 'zone In a', 'disk Exists', ...REAL],
      ['spot DoesNotExist', 'zone In b', ...REAL],
    ]);
  });

  test('what it prefers and separates stays beside the node set', () => {
    const agent = newAgent();
    agent.scheduling.attract(Node.labeled(NodeLabelQuery.exists('disk')), { weight: 5 });
    agent.scheduling.separate(newAgent({}, 'other'));
    const { nodeAffinity, podAntiAffinity } = podOf(agent).affinity;
    expect(nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight).toBe(5);
    expect(termsOf(agent)).toEqual([REAL]);
    expect(podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels).toEqual({
      'app.kubernetes.io/instance': 'other',
      'app.kubernetes.io/name': 'other',
    });
  });

  test('what it tolerates comes after the toleration set, once', () => {
    const agent = newAgent({ tolerations: TolerationSet.taint('gpu') });
    agent.scheduling.tolerate(Node.tainted(NodeTaintQuery.exists('gpu'), NodeTaintQuery.is('dedicated', 'infra')));
    expect(podOf(agent).tolerations).toEqual([
      { key: 'gpu', operator: 'Exists' },
      { key: 'dedicated', operator: 'Equal', value: 'infra' },
    ]);
  });

  test('a node set and an attraction that contradict each other fail validation', () => {
    const agent = newAgent({ nodes: NodeSet.linux() });
    agent.scheduling.attract(Node.labeled(NodeLabelQuery.is('kubernetes.io/os', 'windows')));
    expect(faultsOf(agent)).toEqual([expect.stringContaining('NodeSet.and() leaves no node')]);
  });
});

test('the security settings of the pod are those that were given, without defaults of cdk8s-plus', () => {
  expect(podOf(newAgent({ securityContext: { fsGroup: 2000 } })).securityContext).toEqual({ fsGroup: 2000 });
  const securityContext = {
    ensureNonRoot: false,
    fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH,
    sysctls: [{ name: 'net.ipv4.ip_forward', value: '1' }],
  };
  expect(podOf(newAgent({ securityContext })).securityContext).toEqual({
    runAsNonRoot: false,
    fsGroupChangePolicy: 'OnRootMismatch',
    sysctls: securityContext.sysctls,
  });
});

test('plain settings reach the pod', () => {
  const agent = newAgent({
    schedulerName: 'other-scheduler',
    runtimeClassName: 'gvisor',
    terminationGracePeriod: Duration.minutes(2),
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['registry.local'] }],
  });
  expect(podOf(agent)).toMatchObject({
    schedulerName: 'other-scheduler',
    runtimeClassName: 'gvisor',
    terminationGracePeriodSeconds: 120,
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['registry.local'] }],
  });
});

describe('a Windows pod', () => {
  test('has none of the security settings of Linux, and says its operating system', () => {
    const pod = podOf(newAgent({ nodes: NodeSet.windows(), securityContext: { fsGroup: 1 } }));
    expect(pod.os).toEqual({ name: 'windows' });
    expect(pod.containers[0].securityContext).toEqual({ runAsNonRoot: true });
    expect(pod.securityContext).toBeUndefined();
  });

  test('is not assumed when the set also holds Linux nodes', () => {
    const pod = podOf(newAgent({ nodes: NodeSet.anyOf(NodeSet.windows(), NodeSet.linux()) }));
    expect(pod.os).toBeUndefined();
    expect(pod.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });
});

test('a container of plain cdk8s-plus is cleaned of what the API server refuses', () => {
  const agent = newAgent({ containers: [] });
  const container = new Container({
    image: IMAGE,
    resources: { memory: { request: Size.mebibytes(64) } },
    securityContext: { privileged: true, capabilities: { add: [Capability.SYS_ADMIN] } },
  });
  agent.attachContainer(container);
  expect(podOf(agent).containers[0].securityContext).toEqual({
    privileged: true,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  });
});
