import { LOCKED_DOWN, Manifests, synthesize } from './role-fixture';
import { NodeDebugger, NodeDebuggerProps } from '../../src/agents/node-debugger';

function manifests(props: NodeDebuggerProps = {}): Manifests {
  return synthesize((chart) => new NodeDebugger(chart, 'netshoot', props));
}

test('it is on every Linux node whatever its taints, on the network of the node', () => {
  expect(manifests().pod).toMatchObject({
    hostNetwork: true,
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    automountServiceAccountToken: false,
  });
});

test('it may look at packets and interfaces, and mounts nothing of the node', () => {
  const { container, pod } = manifests();

  expect(container.securityContext).toEqual({
    ...LOCKED_DOWN,
    capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
    runAsNonRoot: false,
    runAsUser: 0,
  });
  expect(pod.volumes).toEqual([{ name: expect.any(String), emptyDir: {} }]);
  expect(pod).not.toHaveProperty('hostPID');
});

test('with the processes of the node it may trace them', () => {
  const { container, pod } = manifests({ hostPid: true });

  expect(pod.hostPID).toBe(true);
  expect(container.securityContext.capabilities.add).toContain('SYS_PTRACE');
});

test('without the network of the node it is a pod among pods', () => {
  expect(manifests({ hostNetwork: false }).pod.hostNetwork).toBeFalsy();
});

test('its shell ends when it is told to', () => {
  const { container, pod } = manifests();

  expect(container.command.join(' ')).toContain('trap "exit 0" TERM');
  expect(pod.terminationGracePeriodSeconds).toBe(5);
});

test('the whole of it', () => {
  expect(manifests().all).toMatchSnapshot();
});
