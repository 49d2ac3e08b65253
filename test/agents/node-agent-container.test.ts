import {
  Capability,
  Container,
  ContainerSecurityContextProps,
  EnvFieldPaths,
  EnvValue,
  ImagePullPolicy,
  Probe,
} from 'cdk8s-plus-28';
import { IMAGE, newAgent, podOf } from './agent-fixture';
import type { NodeAgentContainerProps } from '../../src/agents/node-agent-container-props';

function render(props: Partial<NodeAgentContainerProps>): any {
  return podOf(newAgent({ containers: [{ image: IMAGE, ...props }] })).containers[0];
}

test.each([
  ['agent:v1', 'IfNotPresent'],
  ['registry.example.com:5000/team/agent:v1', 'IfNotPresent'],
  ['agent@sha256:0123', 'IfNotPresent'],
  ['agent:latest@sha256:0123', 'IfNotPresent'],
  ['agent', 'Always'],
  ['agent:latest', 'Always'],
  ['registry.example.com:5000/team/agent', 'Always'],
])('the image %s is pulled %s', (image, policy) => {
  expect(render({ image }).imagePullPolicy).toBe(policy);
});

test('a pull policy that is given stays', () => {
  expect(render({ imagePullPolicy: ImagePullPolicy.NEVER }).imagePullPolicy).toBe('Never');
});

describe('probes', () => {
  test('a port brings no startup probe of its own', () => {
    const container = render({ portNumber: 9100 });
    expect(container.ports).toEqual([{ containerPort: 9100 }]);
    expect(container.startupProbe).toBeUndefined();
  });

  test('those that are given use the port of the container', () => {
    const container = render({
      portNumber: 9100,
      startup: Probe.fromTcpSocket(),
      liveness: Probe.fromHttpGet('/healthz'),
    });
    expect(container.startupProbe.tcpSocket).toEqual({ port: 9100 });
    expect(container.livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 9100 });
  });
});

describe('securityContext comes on top of the privileges', () => {
  test.each<[string, ContainerSecurityContextProps, object]>([
    ['a user', { user: 1000 }, { runAsUser: 1000, runAsNonRoot: true }],
    ['user 0, which cannot be non-root', { user: 0 }, { runAsUser: 0, runAsNonRoot: false }],
    ['a writable root', { readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: false, runAsNonRoot: true }],
    [
      'a capability, beside dropping all others',
      { capabilities: { add: [Capability.NET_RAW] } },
      { capabilities: { add: ['NET_RAW'], drop: ['ALL'] } },
    ],
  ])('%s', (_, securityContext, expected) => {
    const { securityContext: rendered } = render({ securityContext });
    expect(rendered).toMatchObject({
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
      ...expected,
    });
  });

  test('privileged without a reason throws', () => {
    expect(() => render({ name: 'driver', securityContext: { privileged: true } })).toThrow(
      'Container "driver": securityContext.privileged is true without a reason. Write privileges: Privileges.privileged(',
    );
  });
});

test('containers that share their props do not share what is added later', () => {
  const agent = newAgent({ containers: [] });
  const props = { image: IMAGE, envVariables: { A: EnvValue.fromValue('1') } };
  const first = agent.addAgentContainer({ ...props, name: 'first' });
  agent.addAgentContainer({ ...props, name: 'second' });
  first.env.addVariable('NODE_NAME', EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME));
  expect(podOf(agent).containers.map((container: any) => container.env.map((each: any) => each.name))).toEqual([
    ['A', 'NODE_NAME'],
    ['A'],
  ]);
});

test('the resources of a container can be read where cdk8s-plus reads them', () => {
  const container: Container = newAgent().containers[0];
  expect(container.resources?.memory?.request?.toMebibytes()).toBe(64);
  expect(container.resources?.cpu?.limit).toBeUndefined();
});
