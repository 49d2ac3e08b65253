import { synthesize } from './role-fixture';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import { Reach } from '../../src/agents/reach';

const SCRAPED = { image: 'registry.example.com/agent:1.0.0', ports: [{ name: 'metrics', number: 9100 }] };
const QUERIED = { name: 'other', image: 'registry.example.com/other:1.0.0', ports: [{ name: 'query', number: 9200 }] };

function agent(reach?: Reach) {
  return synthesize((chart) => {
    const daemonSet = new NodeAgentDaemonSet(chart, 'agent', { containers: [SCRAPED], reach });
    daemonSet.addAgentContainer(QUERIED);
  });
}

test('an agent that only pushes has no Service and no port of the node', () => {
  for (const { kinds, pod } of [agent(), agent(Reach.push())]) {
    expect(kinds).toEqual(['DaemonSet']);
    expect(pod.containers[0].ports).toEqual([{ name: 'metrics', containerPort: 9100 }]);
  }
});

test('an agent reached by the address of its node has its ports on the node', () => {
  const { kinds, pod } = agent(Reach.nodeIp());

  expect(kinds).toEqual(['DaemonSet']);
  expect(pod.containers.map(({ ports }: any) => ports)).toEqual([
    [{ name: 'metrics', containerPort: 9100, hostPort: 9100 }],
    [{ name: 'query', containerPort: 9200, hostPort: 9200 }],
  ]);
});

test.each([
  ['by DNS is headless', Reach.dns(), { clusterIP: 'None' }],
  ['on the same node keeps traffic there', Reach.localService(), { internalTrafficPolicy: 'Local' }],
])('the Service of an agent reached %s, and has the ports of all containers', (_, reach, spec) => {
  const service = agent(reach).one('Service');

  expect(service.metadata).toMatchObject({ name: 'agent', namespace: 'agents' });
  expect(service.spec).toMatchObject({
    ...spec,
    selector: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent' },
    ports: [
      { name: 'metrics', port: 9100, targetPort: 9100 },
      { name: 'query', port: 9200, targetPort: 9200 },
    ],
  });
});
