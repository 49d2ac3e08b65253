import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentIdentity } from '../../src/agents/agent-identity';
import type { NodeAgentProps } from '../../src/agents/node-agent-props';
import { NodeSet } from '../../src/agents/node-set';

function identity(id: string, props: NodeAgentProps = {}, namespace?: string): AgentIdentity {
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  return new AgentIdentity(new Construct(chart, id), 'log-collector', props);
}

test('an agent is named like the id of its construct, as Kubernetes writes names', () => {
  expect(identity('AppLogs').name).toBe('app-logs');
});

test('its metadata names it otherwise', () => {
  expect(identity('logs', { metadata: { name: 'fluentd', namespace: 'kube-system' } }, 'agents')).toMatchObject({
    name: 'fluentd',
    namespace: 'kube-system',
  });
});

test('it lives in the namespace of its chart', () => {
  expect(identity('logs', {}, 'agents').namespace).toBe('agents');
  expect(identity('logs').namespace).toBeUndefined();
});

test('a companion is named after it, with the same labels', () => {
  const labels = { 'app.kubernetes.io/name': 'log-collector', 'app.kubernetes.io/instance': 'logs' };

  expect(identity('logs', {}, 'agents').companion()).toEqual({ name: 'logs', namespace: 'agents', labels });
  expect(identity('logs', {}, 'agents').companion('config').name).toBe('logs-config');
});

test('companions outside a namespace keep agents of two namespaces apart', () => {
  expect(identity('logs', {}, 'agents').clusterCompanion().name).toBe('agents-logs');
  expect(identity('logs', {}, 'other').clusterCompanion().name).toBe('other-logs');
  expect(identity('logs').clusterCompanion().name).toBe('logs');
});

test('paths are those of the system of its nodes', () => {
  expect(identity('logs').path('/var/log')).toBe('/var/log');
  expect(identity('logs', { nodes: NodeSet.windows() }).path('/var/log')).toBe('C:\\var\\log');
});
