import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Manifests, synthesize } from './role-fixture';
import type { AgentBlueprint } from '../../src/agents/agent-blueprint';
import { AgentRole, RoleDefaults } from '../../src/agents/agent-role';
import type { NodeAgentProps } from '../../src/agents/node-agent-props';
import { NodeSet } from '../../src/agents/node-set';
import { PriorityClass } from '../../src/agents/priority-class';
import { Privileges } from '../../src/agents/privileges';
import { Reach } from '../../src/agents/reach';
import { TolerationSet } from '../../src/agents/toleration-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

const CONTAINER = { name: 'agent', image: 'registry.example.com/agent:1.0.0' };
const READS_PODS = [{ verbs: ['get'], endpoints: [kplus.ApiResource.PODS] }];

interface Setup {
  readonly props?: NodeAgentProps;
  readonly defaults?: RoleDefaults;
  readonly blueprint?: Partial<AgentBlueprint>;
  readonly namespace?: string;
}

function roleOf({ props = {}, defaults = {}, blueprint = {} }: Setup, scope: Construct): AgentRole {
  const role = new Construct(scope, 'logs');
  return new AgentRole(role, 'log-collector', props, defaults, () => ({ container: CONTAINER, ...blueprint }));
}

function manifests(setup: Setup = {}): Manifests {
  return synthesize((chart) => roleOf(setup, chart), setup.namespace);
}

describe('names', () => {
  test('everything is named after the id of the role', () => {
    const { all } = manifests({ blueprint: { rules: READS_PODS, metrics: { port: 2020, path: '/metrics' } } });

    expect(all.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`).sort()).toEqual([
      'ClusterRole -/agents-logs',
      'ClusterRoleBinding -/agents-logs',
      'DaemonSet agents/logs',
      'Service agents/logs',
      'ServiceAccount agents/logs',
    ]);
  });

  test('the selector is the role and the name, so another product of the role can replace it', () => {
    const expected = { 'app.kubernetes.io/name': 'log-collector', 'app.kubernetes.io/instance': 'logs' };
    const one = manifests();
    const other = manifests({ blueprint: { container: { ...CONTAINER, name: 'other', image: 'other:2' } } });

    expect(one.daemonSet.spec.selector.matchLabels).toEqual(expected);
    expect(other.daemonSet.spec.selector.matchLabels).toEqual(expected);
  });

  test('labels of a product reach the pods, where others look for them, and those of the user go before them', () => {
    const { daemonSet } = manifests({
      blueprint: { podLabels: { 'k8s-app': 'logs', tier: 'product' } },
      props: { podMetadata: { labels: { tier: 'user' } } },
    });

    expect(daemonSet.spec.template.metadata.labels).toMatchObject({ 'k8s-app': 'logs', tier: 'user' });
    expect(daemonSet.spec.selector.matchLabels).not.toHaveProperty('k8s-app');
  });

  test('labels of the user reach object and pods, and never the selector', () => {
    const { daemonSet } = manifests({
      props: { metadata: { labels: { team: 'a' } }, podMetadata: { labels: { tier: 'b' } } },
    });

    expect(daemonSet.metadata.labels).toMatchObject({ team: 'a' });
    expect(daemonSet.spec.template.metadata.labels).toMatchObject({ tier: 'b' });
    expect(Object.keys(daemonSet.spec.selector.matchLabels)).toHaveLength(2);
  });

  test('the selector of an existing DaemonSet is taken over, by the Service as well', () => {
    const adopted = manifests({
      props: { selectorLabels: { 'k8s-app': 'fluentd' } },
      blueprint: { metrics: { port: 2020, path: '/' } },
    });

    expect(adopted.daemonSet.spec.selector.matchLabels).toEqual({ 'k8s-app': 'fluentd' });
    expect(adopted.daemonSet.spec.template.metadata.labels).toMatchObject({ 'k8s-app': 'fluentd' });
    expect(adopted.one('Service').spec.selector).toEqual({ 'k8s-app': 'fluentd' });
  });

  test('without a namespace nothing has one', () => {
    const { all, kinds } = manifests({
      namespace: '',
      blueprint: { namespacedRules: [{ verbs: ['get'], resources: [kplus.ApiResource.PODS] }] },
    });

    expect(kinds).toEqual(['DaemonSet', 'Role', 'RoleBinding', 'ServiceAccount']);
    expect(all.filter(({ metadata }) => metadata.namespace)).toEqual([]);
  });
});

describe('permissions', () => {
  test('an agent without rules gets no token and no role', () => {
    const quiet = manifests();

    expect(quiet.kinds).toEqual(['DaemonSet', 'ServiceAccount']);
    expect(quiet.pod).toMatchObject({ serviceAccountName: 'logs', automountServiceAccountToken: false });
    expect(quiet.one('ServiceAccount').automountServiceAccountToken).toBe(false);
  });

  test('permissions in the cluster ask for a namespace, which their binding must name', () => {
    expect(() => manifests({ namespace: '', blueprint: { rules: READS_PODS } })).toThrow(
      'namespace: logs asks for permissions in the cluster, and these are bound to an account of a namespace. ' +
        "Give its chart a namespace: new Chart(app, 'agents', { namespace: 'node-agents' }).",
    );
  });

  test('an account of another namespace is none that the pods can run as', () => {
    const elsewhere = () =>
      synthesize((chart) => {
        const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'mine');
        roleOf({ props: { serviceAccount }, blueprint: { rules: READS_PODS } }, chart);
      });

    expect(elsewhere).toThrow(
      'serviceAccount: mine is of namespace default, and logs of agents, where it cannot run as it. ' +
        "Write ServiceAccount.fromServiceAccountName(scope, id, 'mine', { namespaceName: 'agents' }).",
    );
  });

  test('an agent with rules gets a token, and its account exactly these rules', () => {
    const reader = manifests({ blueprint: { rules: READS_PODS } });

    expect(reader.pod.automountServiceAccountToken).toBe(true);
    expect(reader.one('ClusterRole').rules).toMatchObject([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    expect(reader.one('ClusterRoleBinding')).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'agents-logs' },
      subjects: [{ kind: 'ServiceAccount', name: 'logs', namespace: 'agents' }],
    });
  });

  test('an account of the user is bound instead of a new one', () => {
    const bound = synthesize((chart) => {
      const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'mine', {
        namespaceName: 'agents',
      });
      roleOf({ props: { serviceAccount }, blueprint: { rules: READS_PODS } }, chart);
    });

    expect(bound.kinds).not.toContain('ServiceAccount');
    expect(bound.pod.serviceAccountName).toBe('mine');
    expect(bound.one('ClusterRoleBinding').subjects).toMatchObject([{ name: 'mine', namespace: 'agents' }]);
  });
});

describe('configuration', () => {
  const checksum = (text: string) =>
    synthesize((chart) => {
      const configMap = new kplus.ConfigMap(chart, 'config', { data: { file: text } });
      roleOf({ blueprint: { configMap } }, chart);
    }).checksum;

  test('another configuration is another pod template', () => {
    expect(checksum('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('a')).toBe(checksum('a'));
    expect(checksum('a')).not.toBe(checksum('b'));
  });

  test('of a ConfigMap from elsewhere nothing is known', () => {
    const foreign = synthesize((chart) => {
      const configMap = kplus.ConfigMap.fromConfigMapName(chart, 'config', 'theirs');
      roleOf({ blueprint: { configMap } }, chart);
    });

    expect(foreign.checksum).toBeUndefined();
  });
});

test('an agent that is scraped has a headless service, so that every node is scraped', () => {
  const service = manifests({ blueprint: { metrics: { port: 2020, path: '/api/v2/metrics' } } }).one('Service');

  expect(service.spec).toMatchObject({
    clusterIP: 'None',
    selector: { 'app.kubernetes.io/name': 'log-collector', 'app.kubernetes.io/instance': 'logs' },
    ports: [{ name: 'metrics', port: 2020, targetPort: 2020 }],
  });
  expect(service.metadata.annotations).toEqual({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '2020',
    'prometheus.io/path': '/api/v2/metrics',
  });
});

describe('a reach', () => {
  const SERVES = {
    container: {
      ...CONTAINER,
      ports: [
        { name: 'forward', number: 24224 },
        { name: 'health', number: 8080 },
      ],
    },
    serves: [{ name: 'forward', number: 24224 }],
  };

  test.each([
    ['by DNS, which is the default', undefined, { clusterIP: 'None' }],
    ['by DNS', Reach.dns(), { clusterIP: 'None' }],
    ['on the same node', Reach.localService(), { internalTrafficPolicy: 'Local' }],
  ])('%s has a Service with the ports that are served', (_, reach, spec) => {
    const { one, pod } = reached(reach);

    expect(one('Service').spec).toMatchObject({ ...spec, ports: [{ name: 'forward', port: 24224 }] });
    expect(pod.containers[0].ports.some(({ hostPort }: any) => hostPort)).toBe(false);
  });

  test('by the address of the node makes them ports of the node, and no others', () => {
    const { kinds, pod } = reached(Reach.nodeIp());

    expect(kinds).not.toContain('Service');
    expect(pod.containers[0].ports).toEqual([
      { name: 'forward', containerPort: 24224, hostPort: 24224 },
      { name: 'health', containerPort: 8080 },
    ]);
  });

  test('that is none has neither', () => {
    const { kinds, pod } = reached(Reach.push());

    expect(kinds).not.toContain('Service');
    expect(pod.containers[0].ports.some(({ hostPort }: any) => hostPort)).toBe(false);
  });

  function reached(reach?: Reach) {
    const synthesized = manifests({ props: { reach }, blueprint: SERVES });
    return { one: (kind: string) => synthesized.one(kind), kinds: synthesized.kinds, pod: synthesized.pod };
  }
});

describe('a product', () => {
  test('containers of the image of the agent follow it to a mirror', () => {
    const { pod } = manifests({
      props: { image: 'mirror.example.com/agent:2' },
      blueprint: {
        sidecars: [{ name: 'traces', image: CONTAINER.image }],
        initContainers: [{ name: 'prepare', image: CONTAINER.image }],
      },
    });

    expect([...pod.initContainers, ...pod.containers].map(({ image }: any) => image)).toEqual(
      Array(3).fill('mirror.example.com/agent:2'),
    );
  });

  test('may run further containers, of which the wishes of a user are not', () => {
    const { pod } = manifests({
      props: { image: 'mirror.example.com/agent:2' },
      blueprint: { sidecars: [{ name: 'registrar', image: 'registry.example.com/registrar:1' }] },
    });

    expect(pod.containers.map(({ name, image }: any) => [name, image])).toEqual([
      ['agent', 'mirror.example.com/agent:2'],
      ['registrar', 'registry.example.com/registrar:1'],
    ]);
  });

  test('may need its pod otherwise than its role has it, and its user otherwise again', () => {
    const { pod } = manifests({
      defaults: {
        hostPid: false,
        priorityClass: PriorityClass.nodeCritical(),
        tolerations: TolerationSet.everything(),
      },
      blueprint: { defaults: { hostPid: true, priorityClass: PriorityClass.named('product') } },
      props: { priorityClass: PriorityClass.named('mine') },
    });

    expect(pod).toMatchObject({ hostPID: true, priorityClassName: 'mine', tolerations: [{ operator: 'Exists' }] });
  });

  test('may ask for permissions in its own namespace only', () => {
    const { one, kinds, pod } = (() => {
      const all = manifests({
        blueprint: { namespacedRules: [{ verbs: ['get'], resources: [kplus.ApiResource.CONFIG_MAPS] }] },
      });
      return { one: (kind: string) => all.one(kind), kinds: all.kinds, pod: all.pod };
    })();

    expect(kinds).not.toContain('ClusterRole');
    expect(one('Role')).toMatchObject({
      metadata: { name: 'logs', namespace: 'agents' },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
    });
    expect(one('RoleBinding').subjects).toMatchObject([{ kind: 'ServiceAccount', name: 'logs', namespace: 'agents' }]);
    expect(pod.automountServiceAccountToken).toBe(true);
  });

  test('says what it does to a new node', () => {
    const { daemonSet } = manifests({ blueprint: { defaults: { bootstrap: { provides: { nodeNetwork: true } } } } });

    expect(JSON.parse(daemonSet.metadata.annotations['cdk8s-node-agents/bootstrap'])).toEqual({
      provides: { nodeNetwork: true },
    });
  });
});

describe('wishes', () => {
  test('another image is that of all containers with the image of the agent', () => {
    const { pod } = manifests({
      props: { image: 'mirror.example.com/agent:2' },
      blueprint: {
        sidecars: [{ ...CONTAINER, name: 'monitor' }],
        initContainers: [
          { ...CONTAINER, name: 'install' },
          { name: 'other', image: 'registry.example.com/other:1' },
        ],
      },
    });

    expect([...pod.containers, ...pod.initContainers].map(({ name, image }: any) => `${name} ${image}`)).toEqual([
      'agent mirror.example.com/agent:2',
      'monitor mirror.example.com/agent:2',
      'install mirror.example.com/agent:2',
      'other registry.example.com/other:1',
    ]);
  });

  test('say where it runs and how it is updated', () => {
    const { daemonSet, pod } = manifests({
      props: {
        nodes: NodeSet.linux().withLabel('pool', 'gpu'),
        tolerations: TolerationSet.taint('nvidia.com/gpu'),
        update: UpdateStrategy.rolling({ maxUnavailable: 2 }),
        minReady: Duration.seconds(7),
        revisionHistoryLimit: 3,
        priorityClass: PriorityClass.named('agents'),
        terminationGracePeriod: Duration.seconds(60),
      },
      defaults: { tolerations: TolerationSet.everything(), priorityClass: PriorityClass.nodeCritical() },
    });

    expect(daemonSet.spec).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } },
      minReadySeconds: 7,
      revisionHistoryLimit: 3,
    });
    expect(pod).toMatchObject({
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
      priorityClassName: 'agents',
      terminationGracePeriodSeconds: 60,
    });
    expect(JSON.stringify(pod.affinity)).toContain('"key":"pool","operator":"In","values":["gpu"]');
  });

  test('change the container', () => {
    const { container } = manifests({
      props: {
        image: 'mirror.example.com/agent:2',
        imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
        resources: { memory: { limit: Size.mebibytes(512) } },
        privileges: Privileges.privileged('to see whether it can'),
        env: { EXTRA: kplus.EnvValue.fromValue('1') },
      },
      blueprint: { container: { ...CONTAINER, envVariables: { OWN: kplus.EnvValue.fromValue('0') } } },
    });

    expect(container).toMatchObject({
      image: 'mirror.example.com/agent:2',
      imagePullPolicy: 'Always',
      resources: { limits: { memory: '512Mi' } },
      securityContext: { privileged: true },
      env: [
        { name: 'OWN', value: '0' },
        { name: 'EXTRA', value: '1' },
      ],
    });
    expect(container.resources.requests).toBeUndefined();
  });

  test('not made leave the defaults of the role', () => {
    const { pod, daemonSet } = manifests({
      props: { tolerations: undefined, priorityClass: undefined, image: undefined },
      defaults: { tolerations: TolerationSet.everything(), priorityClass: PriorityClass.nodeCritical(), hostPid: true },
    });

    expect(pod).toMatchObject({
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-node-critical',
      hostPID: true,
      containers: [{ image: CONTAINER.image }],
    });
    expect(daemonSet.spec.updateStrategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '10%' },
    });
  });

  test('cannot replace a variable that the role sets', () => {
    const taken = { props: { env: { OWN: kplus.EnvValue.fromValue('1') } } };
    const blueprint = { container: { ...CONTAINER, envVariables: { OWN: kplus.EnvValue.fromValue('0') } } };

    expect(() => manifests({ ...taken, blueprint })).toThrow('env: OWN is set by the role itself');
  });
});

describe('operating systems', () => {
  const forWindows = { forWindows: true };

  test('an agent for Windows tolerates the taints of its nodes, unless it is told what to tolerate', () => {
    const own = TolerationSet.taint('dedicated');
    const tolerated = (setup: Setup) => manifests({ blueprint: forWindows, ...setup }).pod.tolerations ?? [];
    const nodes = NodeSet.windows();

    expect(tolerated({ props: { nodes } })).toEqual(TolerationSet.windows()._toKube());
    expect(tolerated({ props: { nodes }, defaults: { tolerations: own } })).toEqual(
      own.and(TolerationSet.windows())._toKube(),
    );
    expect(tolerated({ props: { nodes }, defaults: { tolerations: TolerationSet.everything() } })).toEqual([
      { operator: 'Exists' },
    ]);
    expect(tolerated({ props: { nodes, tolerations: own } })).toEqual(own._toKube());
  });

  test.each<[string, Setup, string]>([
    ['one for Linux on Windows', { props: { nodes: NodeSet.windows() } }, 'agent is made for Linux only'],
    [
      'one for Linux whose product goes to Windows',
      { blueprint: { defaults: { nodes: NodeSet.windows() } } },
      'agent is made for Linux only',
    ],
    ['one for Windows on Linux', { blueprint: forWindows }, 'agent is made for Windows'],
    ['one for Linux on nodes of any system', { props: { nodes: NodeSet.all() } }, 'nodes may run Linux or Windows'],
  ])('%s is refused', (_, setup, fault) => {
    expect(() => manifests(setup)).toThrow(`log-collector: `);
    expect(() => manifests(setup)).toThrow(fault);
  });
});
