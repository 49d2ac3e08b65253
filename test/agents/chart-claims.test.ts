import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { IMAGE, faultsOf } from './agent-fixture';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import type { NodeAgentDaemonSetProps } from '../../src/agents/node-agent-daemon-set-props';

function agent(scope: Construct, id: string, props: NodeAgentDaemonSetProps = {}): NodeAgentDaemonSet {
  return new NodeAgentDaemonSet(scope, id, { containers: [{ image: IMAGE }], ...props });
}

test('two agents of a chart that share name and selector are both faults of the second', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'agents' });
  const first = agent(chart, 'logs');
  const second = agent(new Construct(chart, 'group'), 'logs');
  expect(faultsOf(first)).toEqual([]);
  expect(faultsOf(second)).toEqual([
    'agent "logs": metadata.name is also the name of chart/logs: one would replace the other; give one of them another instance.',
    'agent "logs": spec.selector also selects the pods of chart/logs: both would manage them; give one of them another instance.',
  ]);
});

test('the order of the labels does not make a selector another one', () => {
  const chart = new Chart(new App(), 'chart');
  agent(chart, 'a', { selectorLabels: { app: 'logs', tier: 'node' } });
  const second = agent(chart, 'b', { selectorLabels: { tier: 'node', app: 'logs' } });
  expect(faultsOf(second)).toEqual([expect.stringContaining('spec.selector also selects the pods of chart/a')]);
});

test('another instance, namespace or chart is another agent', () => {
  const app = new App();
  const chart = new Chart(app, 'one', { namespace: 'agents' });
  agent(chart, 'logs');
  const others = [
    agent(new Construct(chart, 'group'), 'logs', { instance: 'audit-logs' }),
    agent(new Construct(chart, 'other'), 'logs', { metadata: { namespace: 'kube-system' } }),
    agent(new Chart(app, 'two', { namespace: 'agents' }), 'logs'),
  ];
  expect(others.flatMap(faultsOf)).toEqual([]);
});
