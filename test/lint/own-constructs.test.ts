import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { Cni, CniAgent, Collector, LogCollector, LogOutput, NodeExporter } from '../../src';
import { NodeInventory } from '../../src/inventory/node-inventory';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { lintPlan } from '../../src/lint/lint-plan';
import { planPlacement } from '../../src/planner/placement/plan-placement';
import { node } from '../fixtures';

/** What lint says of a chart as it is synthesized, as `rule name`. */
function saidOf(chart: Chart, inventory: NodeInventory): string[] {
  const manifests = manifestsOf(Testing.synth(chart), []);
  const findings = lintPlan(planPlacement(inventory, manifests), manifests);
  return findings.map(({ rule, severity, daemonSet }) => `${severity} ${rule} ${daemonSet.split('/')[1]}`);
}

test('the agents of this library have no flaw by default, on a fleet of every kind of node', () => {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'agents' });
  const output = LogOutput.elasticsearch({ host: 'logs.example.com' });
  new NodeExporter(chart, 'node-exporter');
  new LogCollector(chart, 'fluent-bit', { collector: Collector.fluentBit({ output }) });
  new LogCollector(chart, 'fluentd', { collector: Collector.fluentd({ output }) });
  new CniAgent(chart, 'flannel', { cni: Cni.flannel({ podCidr: '10.244.0.0/16' }) });
  const inventory = NodeInventory.fromManifests([
    node('linux'),
    node('control-plane', { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }),
    node('fargate', { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } }),
    node('burst', { labels: { type: 'virtual-kubelet' } }),
    node('windows', { labels: { 'kubernetes.io/os': 'windows' } }),
  ]);
  expect(saidOf(chart, inventory)).toEqual([
    // Whether logs and metrics outrank workloads is for their owner to say.
    'info no-priority-class node-exporter',
    'info host-pid node-exporter',
    'info no-priority-class fluent-bit',
    'info no-priority-class fluentd',
  ]);
});

test('on the fleet of the platform example the exporter is told of the process that holds its port', () => {
  const chart = new Chart(Testing.app(), 'agents', { namespace: 'node-agents' });
  new NodeExporter(chart, 'node-exporter');
  const inventory = NodeInventory.fromFile(join(__dirname, '../../examples/platform/fleet.yaml'));
  expect(saidOf(chart, inventory)).toEqual([
    'info no-priority-class node-exporter',
    'error host-port-clash node-exporter',
    'info host-pid node-exporter',
  ]);
});
