import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  Container,
  ContainerRestartPolicy,
  EmptyDirMedium,
  Node,
  NodeLabelQuery,
  Protocol,
  Volume,
} from 'cdk8s-plus-28';
import { IMAGE, faultsOf, newAgent, newChart } from './agent-fixture';
import { synthesize } from './role-fixture';
import { CniAgent } from '../../src/agents/cni-agent';
import { Cni } from '../../src/agents/cni-agent/cni';
import { LogCollector } from '../../src/agents/log-collector';
import { Collector } from '../../src/agents/log-collector/collector';
import { LogOutput } from '../../src/agents/log-collector/log-output';
import type { NodeAgentContainerProps } from '../../src/agents/node-agent-container-props';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import type { NodeAgentDaemonSetProps } from '../../src/agents/node-agent-daemon-set-props';
import { NodeExporter } from '../../src/agents/node-exporter';
import { NodeSet } from '../../src/agents/node-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';
import { validateDaemonSet } from '../../src/kubernetes/validation/validate-daemon-set';

const METRICS: NodeAgentContainerProps = { image: IMAGE, ports: [{ number: 9100, hostPort: 9100 }] };
const LABEL_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  'with an alphanumeric character';
const NAME_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com')";

/** The faults of an agent whose manifest is patched. */
function faultsAfter(...patches: JsonPatch[]): string[] {
  const agent = newAgent();
  ApiObject.of(agent).addJsonPatch(...patches);
  return faultsOf(agent);
}

const output = LogOutput.elasticsearch({ host: 'logs.example.com' });

test.each<[string, (chart: Chart) => unknown]>([
  ['NodeAgentDaemonSet', (chart) => new NodeAgentDaemonSet(chart, 'agent', { containers: [{ image: IMAGE }] })],
  [
    'NodeAgentDaemonSet on Windows',
    (chart) => new NodeAgentDaemonSet(chart, 'agent', { containers: [{ image: IMAGE }], nodes: NodeSet.windows() }),
  ],
  ['NodeExporter', (chart) => new NodeExporter(chart, 'node-exporter')],
  ['LogCollector', (chart) => new LogCollector(chart, 'logs', { collector: Collector.fluentBit({ output }) })],
  ['LogCollector of Fluentd', (chart) => new LogCollector(chart, 'logs', { collector: Collector.fluentd({ output }) })],
  ['CniAgent', (chart) => new CniAgent(chart, 'cni', { cni: Cni.flannel({ podCidr: '10.244.0.0/16' }) })],
])('%s of defaults has no fault, and the API server would accept its manifest', (_, build) => {
  expect(validateDaemonSet(synthesize(build).daemonSet)).toEqual([]);
});

test('faults fail the synth, with the path of the construct before each', () => {
  const chart = newChart();
  new NodeAgentDaemonSet(chart, 'agent', { containers: [METRICS], update: UpdateStrategy.surge() });
  expect(() => Testing.synth(chart)).toThrow(/\[chart\/agent\] agent "agent": spec\.updateStrategy.*maxSurge is 10%/);
});

describe('a surge (kubernetes#106417)', () => {
  const fault =
    'agent "agent": spec.updateStrategy.rollingUpdate.maxSurge is 1 and the pod holds host port 9100/TCP: the new pod cannot ' +
    'be scheduled until the old one is gone, so the rollout never ends; use UpdateStrategy.rolling() or no host port.';
  const update = UpdateStrategy.surge({ maxSurge: 1 });
  const declared: NodeAgentContainerProps = { image: IMAGE, ports: [{ number: 9100 }] };
  const sidecar = { ...METRICS, name: 'sidecar', restartPolicy: ContainerRestartPolicy.ALWAYS };

  test('with a host port never ends', () => {
    expect(faultsOf(newAgent({ containers: [METRICS], update }))).toEqual([fault]);
  });

  test('with host network and a declared port never ends', () => {
    expect(faultsOf(newAgent({ containers: [declared], update, hostNetwork: true }))).toEqual([fault]);
  });

  test('with a host port of a sidecar never ends', () => {
    expect(faultsOf(newAgent({ initContainers: [sidecar], update }))).toEqual([fault]);
  });

  test('that a JSON patch asks for is seen too', () => {
    const agent = newAgent({ containers: [METRICS] });
    ApiObject.of(agent).addJsonPatch(
      JsonPatch.replace('/spec/updateStrategy/rollingUpdate', { maxSurge: 1, maxUnavailable: 0 }),
    );
    expect(faultsOf(agent)).toEqual([fault]);
  });

  test('without host ports is fine, and so is a rolling update with them', () => {
    expect(faultsOf(newAgent({ containers: [declared], update }))).toEqual([]);
    expect(faultsOf(newAgent({ update, hostNetwork: true }))).toEqual([]);
    expect(faultsOf(newAgent({ containers: [METRICS] }))).toEqual([]);
  });
});

test.each([
  [-1, 'must be greater than or equal to 0'],
  [1.5, 'must be an integer, not a fraction'],
])('a revision history limit of %p is a fault', (revisionHistoryLimit, rule) => {
  expect(faultsOf(newAgent({ revisionHistoryLimit }))).toEqual([
    `agent "agent": spec.revisionHistoryLimit is ${revisionHistoryLimit}: ${rule}; ` +
      'write for example revisionHistoryLimit: 10.',
  ]);
});

describe('a JSON patch', () => {
  test.each<[string, JsonPatch, string]>([
    [
      'with an unknown field',
      JsonPatch.add('/spec/template/spec/nodeSelectors', { disktype: 'ssd' }),
      'spec.template.spec.nodeSelectors is {"disktype":"ssd"}: unknown field; did you mean nodeSelector?',
    ],
    [
      'with a field in the wrong place',
      JsonPatch.add('/spec/hostPID', true),
      'spec.hostPID is true: unknown field; hostPID belongs in spec.template.spec.',
    ],
    [
      'with a text for a number',
      JsonPatch.add('/spec/template/spec/terminationGracePeriodSeconds', '30'),
      'spec.template.spec.terminationGracePeriodSeconds is "30": must be an integer, not a string; ' +
        'write it without quotes: 30.',
    ],
    [
      'with a text for a list, without advice on YAML',
      JsonPatch.add('/spec/template/spec/containers/0/command', 'sh'),
      'spec.template.spec.containers[0].command is "sh": must be a list, not a string.',
    ],
    [
      'that leaves no pod to look at',
      JsonPatch.replace('/spec/template/spec', 'none'),
      'spec.template.spec is "none": must be an object, not a string.',
    ],
    [
      'that leaves no containers',
      JsonPatch.replace('/spec/template/spec/containers', null),
      'spec.template.spec.containers is required.',
    ],
    [
      'with a mount of no volume',
      JsonPatch.add('/spec/template/spec/containers/0/volumeMounts', [{ name: 'logs', mountPath: '/logs' }]),
      'spec.template.spec.containers[0].volumeMounts[0].name is "logs": no valid volume of the pod has this name; ' +
        'add a volume with this name to spec.template.spec.volumes.',
    ],
  ])('%s is a fault', (_, patch, fault) => {
    expect(faultsAfter(patch)).toEqual([`agent "agent": ${fault}`]);
  });

  test('that Kubernetes would refuse fails the synth', () => {
    const chart = newChart();
    const agent = new NodeAgentDaemonSet(chart, 'agent', { containers: [{ image: IMAGE }] });
    ApiObject.of(agent).addJsonPatch(JsonPatch.add('/spec/template/spec/nodeSelectors', {}));
    expect(() => Testing.synth(chart)).toThrow('[chart/agent] agent "agent": spec.template.spec.nodeSelectors is {}');
  });

  test('with a volume that is wrong has one fault, and its mounts none', () => {
    const patches = [
      JsonPatch.add('/spec/template/spec/volumes', [{ name: 'logs', hostPath: { path: '/var/../log' } }]),
      JsonPatch.add('/spec/template/spec/containers/0/volumeMounts', [{ name: 'logs', mountPath: '/logs' }]),
    ];
    expect(faultsAfter(...patches)).toEqual([
      'agent "agent": spec.template.spec.volumes[0].hostPath.path is "/var/../log": must not contain \'..\'.',
    ]);
  });
});

describe('host ports', () => {
  test('differ from the container port only without host network', () => {
    const containers = [{ image: IMAGE, ports: [{ number: 80 }, { number: 9100, hostPort: 19100 }] }];
    expect(faultsOf(newAgent({ containers }))).toEqual([]);
    expect(faultsOf(newAgent({ containers, hostNetwork: true }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].ports[1].hostPort is 19100: must match ' +
        '`containerPort` when `hostNetwork` is true; write hostPort: 9100, or remove it.',
    ]);
  });

  test('have one holder in a pod', () => {
    const containers = [METRICS, { ...METRICS, name: 'second' }];
    expect(faultsOf(newAgent({ containers }))).toEqual([
      'agent "agent": spec.template.spec.containers[1].ports[0].hostPort is "TCP//9100": host ports must be unique within a ' +
        'pod; use another port: a port of the node has one holder.',
    ]);
  });

  test.each([false, true])('are ports, and with host network %p a number that is none is one fault', (hostNetwork) => {
    expect(faultsOf(newAgent({ containers: [{ image: IMAGE, ports: [{ number: 70000 }] }], hostNetwork }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].ports[0].containerPort is 70000: must be between 1 and 65535, ' +
        'inclusive.',
    ]);
  });

  test('without host network are numbers of their own', () => {
    const containers = [{ image: IMAGE, ports: [{ number: 70000, hostPort: 70000 }] }];
    expect(faultsOf(newAgent({ containers }))).toEqual([
      expect.stringContaining('ports[0].containerPort is 70000'),
      expect.stringContaining('ports[0].hostPort is 70000'),
    ]);
  });

  test('have legal names, and one that breaks two rules is one fault', () => {
    const containers = [{ image: IMAGE, ports: [{ number: 80, name: 'Metrics' }] }];
    expect(faultsOf(newAgent({ containers }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].ports[0].name is "Metrics": must contain only alpha-numeric ' +
        'characters (a-z, 0-9), and hyphens (-).',
    ]);
    containers[0].ports[0].name = 'web--metrics-of-it';
    expect(faultsOf(newAgent({ containers }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].ports[0].name is "web--metrics-of-it": must be no more than 15 ' +
        'characters, and must not contain consecutive hyphens.',
    ]);
  });

  test('of another protocol or address, or of an init container that has ended, are others', () => {
    const containers = [
      METRICS,
      { image: IMAGE, name: 'udp', ports: [{ number: 9100, hostPort: 9100, protocol: Protocol.UDP }] },
      { image: IMAGE, name: 'local', ports: [{ number: 9100, hostPort: 9100, hostIp: '127.0.0.1' }] },
    ];
    expect(faultsOf(newAgent({ containers, initContainers: [METRICS] }))).toEqual([]);
  });
});

describe('containers', () => {
  test('there is at least one', () => {
    expect(faultsOf(newAgent({ containers: [] }))).toEqual([
      'agent "agent": it has no container: a pod needs one; use containers or addAgentContainer().',
    ]);
  });

  test('have names of their own, init containers included', () => {
    const agent = newAgent({ initContainers: [{ image: IMAGE, name: 'main' }] });
    expect(faultsOf(agent)).toEqual([
      'agent "agent": spec.template.spec.initContainers[0].name is "main": container names must be unique, init ' +
        'containers included; give each a name of its own.',
    ]);
  });

  test('have legal names', () => {
    expect(faultsOf(newAgent({ containers: [{ image: IMAGE, name: 'Main' }] }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].name is "Main": a lowercase RFC 1123 label must consist of lower ' +
        "case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name', or " +
        "'123-abc'); did you mean main?",
    ]);
  });

  test('mount one thing at a path', () => {
    const agent = newAgent();
    const volume = Volume.fromEmptyDir(agent, 'scratch', 'scratch', { medium: EmptyDirMedium.MEMORY });
    agent.containers[0].mount('/tmp', volume);
    agent.containers[0].mount('/tmp', volume, { subPath: 'other' });
    expect(faultsOf(agent)).toEqual([
      'agent "agent": spec.template.spec.containers[0].volumeMounts[1].mountPath is "/tmp": must be unique; mount it ' +
        'elsewhere, with at().',
    ]);
  });

  test('that must not be root are not user 0', () => {
    const securityContext = { user: 0, ensureNonRoot: true };
    expect(faultsOf(newAgent({ containers: [{ image: IMAGE, securityContext }] }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].securityContext.runAsNonRoot is true and runAsUser is 0: the ' +
        'kubelet starts no such container; write privileges: Privileges.none().asRoot(), or another user.',
    ]);
  });

  test('are privileged when a mount is bidirectional, also one that was mounted past HostMount', () => {
    const patches = [
      JsonPatch.add('/spec/template/spec/volumes', [{ name: 'plugins', emptyDir: {} }]),
      JsonPatch.add('/spec/template/spec/containers/0/volumeMounts', [
        { name: 'plugins', mountPath: '/read', mountPropagation: 'HostToContainer' },
        { name: 'plugins', mountPath: '/plugins', mountPropagation: 'Bidirectional' },
        { name: 'plugins', mountPath: '/drivers', mountPropagation: 'Bidirectional' },
      ]),
    ];
    const fault = (mount: number) =>
      `agent "agent": spec.template.spec.containers[0].volumeMounts[${mount}].mountPropagation is "Bidirectional": ` +
      'Bidirectional mount propagation is available only to privileged containers; ' +
      "write privileges: Privileges.privileged('why'), or HostToContainer.";
    expect(faultsAfter(...patches)).toEqual([fault(1), fault(2)]);
  });

  test('that cannot be rendered are a fault and no crash', () => {
    const agent = newAgent();
    agent.attachContainer(new Container({ image: IMAGE, restartPolicy: ContainerRestartPolicy.ALWAYS }));
    expect(faultsOf(agent)).toEqual([expect.stringContaining('main has non-empty restartPolicy field')]);
  });
});

describe('names and labels', () => {
  test('a label of the pods that differs from the selector is a fault', () => {
    const agent = newAgent({ podMetadata: { labels: { 'app.kubernetes.io/name': 'other' } } });
    expect(faultsOf(agent)).toEqual([
      'agent "agent": spec.template.metadata.labels is ' +
        '{"app.kubernetes.io/instance":"agent","app.kubernetes.io/name":"other"}: `selector` does not match template ' +
        '`labels`; set name, instance or selectorLabels instead of the label (add app.kubernetes.io/name: agent).',
    ]);
  });

  test.each<[NodeAgentDaemonSetProps, string]>([
    [
      { name: 'Fluent Bit' },
      `label app.kubernetes.io/name is "Fluent Bit": ${LABEL_RULE}; set name, instance or the label (did you mean Fluent-Bit?).`,
    ],
    [
      { metadata: { name: 'Logs' } },
      `metadata.name is "Logs": ${NAME_RULE}; set instance or metadata.name (did you mean logs?).`,
    ],
    [
      { instance: 'my logs' },
      `metadata.name is "my logs": ${NAME_RULE}; set instance or metadata.name (did you mean my-logs?).`,
    ],
    [
      { podMetadata: { labels: { team: 'a/b' } } },
      `label team is "a/b": ${LABEL_RULE}; set name, instance or the label.`,
    ],
    [
      { selectorLabels: { 'my team': 'logs' } },
      "the key of a label is \"my team\": name part must consist of alphanumeric characters, '-', '_' or '.', and must " +
        "start and end with an alphanumeric character (e.g. 'MyName', or 'my.name'); did you mean my-team?",
    ],
  ])('%j is one fault, however many fields show it', (props, fault) => {
    const agent = newAgent(props);
    expect(faultsOf(agent)).toEqual([`agent "${agent.name}": ${fault}`]);
  });

  test('a label that has the wrong name of the agent for its value is a fault of its own', () => {
    expect(faultsOf(newAgent({ instance: 'a b', podMetadata: { labels: { team: 'a b' } } }))).toEqual([
      expect.stringContaining('metadata.name is "a b"'),
      expect.stringContaining('label team is "a b"'),
    ]);
  });

  test('two labels with the same wrong value are two faults', () => {
    const labels = { owner: 'a/b', team: 'a/b' };
    expect(faultsOf(newAgent({ podMetadata: { labels } }))).toEqual([
      expect.stringContaining('label owner is "a/b"'),
      expect.stringContaining('label team is "a/b"'),
    ]);
  });
});

test('hostPid and hostIpc do not exist on Windows', () => {
  expect(faultsOf(newAgent({ nodes: NodeSet.windows(), hostPid: true, hostIpc: true }))).toEqual([
    'agent "agent": spec.template.spec.hostPID cannot be set for a windows pod; leave hostPid out.',
    'agent "agent": spec.template.spec.hostIPC cannot be set for a windows pod; leave hostIpc out.',
  ]);
});

test('a Gt that is no integer would match no node (kubernetes#86488)', () => {
  const agent = newAgent();
  agent.scheduling.attract(Node.labeled(NodeLabelQuery.gt('cores', ['1.5'])));
  expect(faultsOf(agent)).toEqual([
    'agent "agent": node affinity on cores matches no node: operator Gt needs exactly one integer.',
  ]);
});

test.each<[string[], string]>([
  [['1 000'], 'values[0] is "1 000": a valid label must be'],
  [[], "values must be specified single value when `operator` is 'Lt' or 'Gt'"],
  [['1', 'a'], "values must be specified single value when `operator` is 'Lt' or 'Gt'"],
])('a Gt of %j is one fault, which the API server tells of', (values, fault) => {
  const term = { matchExpressions: [{ key: 'cores', operator: 'Gt', values }] };
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
  expect(faultsAfter(JsonPatch.add('/spec/template/spec/affinity', { nodeAffinity: required }))).toEqual([
    expect.stringContaining(`nodeSelectorTerms[0].matchExpressions[0].${fault}`),
  ]);
});

test('every fault is collected', () => {
  const agent = newAgent({
    containers: [METRICS, METRICS],
    update: UpdateStrategy.surge(),
    podMetadata: { labels: { team: 'a b' } },
  });
  expect(faultsOf(agent)).toEqual([
    expect.stringContaining('label team is "a b"'),
    expect.stringContaining('containers[1].name is "main"'),
    expect.stringContaining('containers[1].ports[0].hostPort is "TCP//9100"'),
    expect.stringContaining('maxSurge is 10%'),
  ]);
});

test('the manifest is rendered once', () => {
  const agent = newAgent({ containers: [METRICS], update: UpdateStrategy.surge() });
  const render = jest.spyOn(ApiObject.of(agent), 'toJson');
  expect(faultsOf(agent)).toHaveLength(1);
  expect(render).toHaveBeenCalledTimes(1);
});

test('validating twice gives the same faults and changes nothing', () => {
  const agent = newAgent({ containers: [METRICS], update: UpdateStrategy.surge() });
  const before = JSON.stringify(ApiObject.of(agent).toJson());
  expect(faultsOf(agent)).toEqual(faultsOf(agent));
  expect(JSON.stringify(ApiObject.of(agent).toJson())).toBe(before);
});

test.each([
  'agent:1.0.0',
  'busybox',
  'registry.example.com:5000/team/agent_x/a--b:v1.0.0-rc.1',
  'ghcr.io/a/b@sha256:' + 'a'.repeat(64),
  'REGISTRY/agent:1',
  '[fd00::1]:5000/agent',
])('%s is an image', (image) => {
  expect(faultsOf(newAgent({ containers: [{ image }] }))).toEqual([]);
});

test.each([
  'agent 1',
  ':1.0.0',
  'registry.example.com/Agent:1',
  'agent@sha256:zz',
  'https://example.com/agent',
  'a:b:c',
])('the kubelet reads no image in %s', (image) => {
  expect(faultsOf(newAgent({ containers: [{ image }] }))).toEqual([
    `agent "agent": spec.template.spec.containers[0].image is ${JSON.stringify(image)}: the kubelet reads no name of an ` +
      'image in it; write one such as registry.example.com/agent:1.0.0.',
  ]);
});
