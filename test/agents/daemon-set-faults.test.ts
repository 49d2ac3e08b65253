import { ApiObject, JsonPatch, Testing } from 'cdk8s';
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
import type { NodeAgentContainerProps } from '../../src/agents/node-agent-container-props';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

const METRICS: NodeAgentContainerProps = { image: IMAGE, ports: [{ number: 9100, hostPort: 9100 }] };

test('an agent of defaults has no fault', () => {
  expect(faultsOf(newAgent())).toEqual([]);
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

test.each([-1, 1.5])('a revision history limit of %p is a fault', (revisionHistoryLimit) => {
  expect(faultsOf(newAgent({ revisionHistoryLimit }))).toEqual([
    `agent "agent": spec.revisionHistoryLimit is ${revisionHistoryLimit}: it must be a whole number of 0 or more; ` +
      'write for example 10.',
  ]);
});

describe('host ports', () => {
  test('differ from the container port only without host network', () => {
    const containers = [{ image: IMAGE, ports: [{ number: 80 }, { number: 9100, hostPort: 19100 }] }];
    expect(faultsOf(newAgent({ containers }))).toEqual([]);
    expect(faultsOf(newAgent({ containers, hostNetwork: true }))).toEqual([
      'agent "agent": spec.template.spec.containers[0].ports[1].hostPort is 19100: with host network it must equal ' +
        'containerPort 9100; leave hostPort out.',
    ]);
  });

  test('have one holder in a pod', () => {
    const containers = [METRICS, { ...METRICS, name: 'second' }];
    expect(faultsOf(newAgent({ containers }))).toEqual([
      expect.stringContaining('host port 9100/TCP is declared twice'),
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
    expect(faultsOf(agent)).toEqual([expect.stringContaining('two containers are named "main"')]);
  });

  test('mount one thing at a path', () => {
    const agent = newAgent();
    const volume = Volume.fromEmptyDir(agent, 'scratch', 'scratch', { medium: EmptyDirMedium.MEMORY });
    agent.containers[0].mount('/tmp', volume);
    agent.containers[0].mount('/tmp', volume, { subPath: 'other' });
    expect(faultsOf(agent)).toEqual([expect.stringContaining('containers[0] has two mounts at /tmp')]);
  });

  test('that must not be root are not user 0', () => {
    const securityContext = { user: 0, ensureNonRoot: true };
    expect(faultsOf(newAgent({ containers: [{ image: IMAGE, securityContext }] }))).toEqual([
      expect.stringContaining('containers[0].securityContext.runAsNonRoot is true and runAsUser is 0'),
    ]);
  });

  test('are privileged when a mount is bidirectional, also one that was mounted past HostMount', () => {
    const agent = newAgent();
    ApiObject.of(agent).addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/volumeMounts', [
        { name: 'plugins', mountPath: '/plugins', mountPropagation: 'Bidirectional' },
      ]),
    );
    expect(faultsOf(agent)).toEqual([
      expect.stringContaining('containers[0] mounts /plugins with propagation Bidirectional'),
    ]);
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
      'agent "agent": podMetadata.labels["app.kubernetes.io/name"] is "other" and the selector has "agent": they must be ' +
        'the same; set name, instance or selectorLabels instead of the label.',
    ]);
  });

  test.each([
    [{ name: 'Fluent Bit' }, 'label app.kubernetes.io/name is "Fluent Bit"'],
    [{ metadata: { name: 'Logs' } }, 'metadata.name is "Logs"'],
    [{ podMetadata: { labels: { team: 'a/b' } } }, 'label team is "a/b"'],
  ])('%j is a fault', (props, fault) => {
    expect(faultsOf(newAgent(props))).toEqual([expect.stringContaining(fault)]);
  });
});

test('a Gt that is no integer would match no node (kubernetes#86488)', () => {
  const agent = newAgent();
  agent.scheduling.attract(Node.labeled(NodeLabelQuery.gt('cores', ['1.5'])));
  expect(faultsOf(agent)).toEqual([
    'agent "agent": node affinity on cores matches no node: operator Gt needs exactly one integer.',
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
    expect.stringContaining('maxSurge is 10%'),
    expect.stringContaining('two containers are named "main"'),
    expect.stringContaining('host port 9100/TCP is declared twice'),
  ]);
});

test('validating twice gives the same faults and changes nothing', () => {
  const agent = newAgent({ containers: [METRICS], update: UpdateStrategy.surge() });
  const before = JSON.stringify(ApiObject.of(agent).toJson());
  expect(faultsOf(agent)).toEqual(faultsOf(agent));
  expect(JSON.stringify(ApiObject.of(agent).toJson())).toBe(before);
});
