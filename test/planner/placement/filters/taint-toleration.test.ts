import { Node } from '../../../../src/inventory/node';
import { kubernetesVersion } from '../../../../src/kubernetes/kubernetes-version';
import { nodeUnschedulable } from '../../../../src/planner/placement/filters/node-unschedulable';
import { taintToleration } from '../../../../src/planner/placement/filters/taint-toleration';
import { FleetState } from '../../../../src/planner/placement/fleet-state';
import { NodeState } from '../../../../src/planner/placement/node-state';
import { PlannedAgent } from '../../../../src/planner/placement/planned-agent';
import { daemonSet, node, planOf } from '../../../fixtures';

const tainted: Node = {
  name: 'a',
  labels: new Map(),
  taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }],
  unschedulable: true,
  allocatable: new Map(),
};

function context(version: string, agent: PlannedAgent) {
  const state = new NodeState(tainted);
  return { agent, state, fleet: FleetState.of([state], new Map()), version: kubernetesVersion(version) };
}

const [agent] = planOf([node('a')], [daemonSet('agent')])._placement.agents;

test.each([
  ['1.36', 'node(s) had untolerated taint(s)'],
  ['1.28', 'node(s) had untolerated taint {dedicated: infra}'],
])('TaintToleration of %s says "%s", and preemption cannot help', (version, message) => {
  expect(taintToleration(context(version, agent))).toEqual([
    {
      reason: { decider: 'scheduler', plugin: 'TaintToleration', message, taint: tainted.taints[0] },
      preemptionMayHelp: false,
    },
  ]);
});

test('NodeUnschedulable lets daemon pods onto a cordoned node, and no pod without the toleration', () => {
  expect(nodeUnschedulable(context('1.36', agent))).toEqual([]);
  const plain = { ...agent, pod: { ...agent.pod, tolerations: [] } };
  expect(nodeUnschedulable(context('1.36', plain))).toMatchObject([
    { reason: { message: 'node(s) were unschedulable' } },
  ]);
});
