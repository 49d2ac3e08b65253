import { surgeHostNetwork } from '../../../src/lint/rules/surge-host-network';
import { agent, describeRule, surge } from '../lint-fixture';

describeRule(surgeHostNetwork, [
  [
    'an agent on the host network surges and declares no port',
    { agents: [agent('dns', { spec: { hostNetwork: true }, more: surge() })] },
    'dns: maxSurge is 1 on the host network: two processes of the agent run on a node at once, and only one of them can bind a port',
  ],
  ['an agent with a network of its own', { agents: [agent('ztunnel', { more: surge() })] }],
  [
    'its declared ports are told by surge-host-port',
    {
      agents: [
        agent('dns', { spec: { hostNetwork: true }, container: { ports: [{ containerPort: 53 }] }, more: surge() }),
      ],
    },
  ],
]);
