import { metricsAgent } from './metrics-agent/metrics-fixture';
import { Metrics } from '../../src/agents/metrics-agent/metrics';
import { TolerationSet } from '../../src/agents/toleration-set';
import { UpdateStrategy } from '../../src/agents/update-strategy';

const telegraf = () => Metrics.telegraf();
const agent = metricsAgent(telegraf);

test('it runs on control planes and on nodes that are about to go, and on no node set apart for others', () => {
  const keys = agent.pod.tolerations.map(({ key }: any) => key);

  expect(keys).toEqual(expect.arrayContaining(['node-role.kubernetes.io/control-plane', 'karpenter.sh/disrupted']));
  expect(keys).not.toContain(undefined);
  expect(keys).not.toContain('nvidia.com/gpu');
});

test('it evicts nobody, and is replaced on a tenth of the nodes at a time', () => {
  expect(agent.pod.priorityClassName).toBeUndefined();
  expect(agent.daemonSet.spec.updateStrategy.rollingUpdate.maxUnavailable).toBe('10%');
});

test('another product of the same name is a rolling update', () => {
  const other = metricsAgent(() => Metrics.cadvisor());

  expect(other.daemonSet.spec.selector).toEqual(agent.daemonSet.spec.selector);
});

test('the job of its metrics is its own name, as products measure different things', () => {
  expect(metricsAgent(telegraf, { serviceMonitor: {} }).one('ServiceMonitor').spec.jobLabel).toBe(
    'app.kubernetes.io/instance',
  );
  expect(metricsAgent(telegraf, { serviceMonitor: { jobLabel: 'team' } }).one('ServiceMonitor').spec.jobLabel).toBe(
    'team',
  );
});

test('what can be said of every agent can be said of it', () => {
  const { pod } = metricsAgent(telegraf, { tolerations: TolerationSet.none(), image: 'registry.example.com/t:1' });

  expect(pod.tolerations).toBeUndefined();
  expect(pod.containers[0].image).toBe('registry.example.com/t:1');
});

test('a surge fails the synth: the new pod would wait for the port of the old one', () => {
  expect(() => metricsAgent(telegraf, { update: UpdateStrategy.surge() })).toThrow('host port 9273/TCP');
});
