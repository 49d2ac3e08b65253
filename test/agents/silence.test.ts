import { Chart, Testing } from 'cdk8s';
import { Collector, LogCollector, LogOutput, NodeAgentDaemonSet } from '../../src';

const containers = [{ image: 'registry.example/agent:1' }];
const synthesized = (silence: Record<string, string>) => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
  new NodeAgentDaemonSet(chart, 'logs', { containers, silence });
  return Testing.synth(chart)[0];
};

test('a rule is turned off by an annotation that says why', () => {
  const { metadata } = synthesized({ 'tolerates-everything': 'reports broken nodes' });
  expect(metadata.annotations).toEqual({ 'cdk8s-node-agents/lint.tolerates-everything': 'reports broken nodes' });
});

test('an unknown rule and a missing reason fail the synth together', () => {
  expect(() => synthesized({ 'tolerate-everything': 'why not', privileged: ' ', zzzz: 'x' })).toThrow(
    /no rule "tolerate-everything": did you mean tolerates-everything\?[^]*privileged gives no reason[^]*no rule "zzzz": docs\/rules.md/,
  );
});

test('a role passes it on to its DaemonSet', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'agents' });
  const collector = Collector.fluentBit({ output: LogOutput.elasticsearch({ host: 'logs.example.com' }) });
  new LogCollector(chart, 'logs', { collector, silence: { 'missing-probes': 'probed from outside' } });
  const { metadata } = Testing.synth(chart).find(({ kind }) => kind === 'DaemonSet');
  expect(metadata.annotations['cdk8s-node-agents/lint.missing-probes']).toBe('probed from outside');
});
