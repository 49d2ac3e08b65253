import { synthesize } from './role-fixture';
import { HOST_PROCESS_POD } from '../../src/agents/host-process-pod';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { NodeSet } from '../../src/agents/node-set';
import { Privileges } from '../../src/agents/privileges';

test('a pod of HostProcess containers is taken with it: on the network of its node, with the resolver of that', () => {
  const { pod } = synthesize(
    (chart) =>
      new NodeAgentDaemonSet(chart, 'agent', {
        ...HOST_PROCESS_POD,
        nodes: NodeSet.windows(),
        containers: [
          { image: 'registry.example.com/agent:1.0.0', privileges: Privileges.hostProcess('reads counters') },
        ],
      }),
  );

  expect(pod).toMatchObject({ os: { name: 'windows' }, hostNetwork: true, dnsPolicy: 'Default' });
});
