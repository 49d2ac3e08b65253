import { CNI_ROLE, NOT_READY, bootstrapOf, cni } from './bootstrap-fixture';
import { BootstrapPlanDocument } from '../../../src/planner/bootstrap/bootstrap-document';
import { daemonSet, node } from '../../fixtures';
import { faultFinder, laxPlaces, readSchema } from '../change/schema-checks';

const faults = faultFinder('bootstrap-plan.json');

/** Every state, every kind of blocker, phases with all that can follow, a deadlock with fixes, and assumptions. */
function document(): BootstrapPlanDocument {
  const taint = { key: 'example.com/startup', effect: 'NoSchedule' };
  const manifests = [
    cni(),
    daemonSet('kube-proxy', { nodeSelector: { 'kubernetes.io/os': 'linux' }, tolerations: [NOT_READY] }),
    daemonSet('plugin', { nodeSelector: { gpu: 'true' } }),
    daemonSet('starter', { tolerations: [NOT_READY] }),
    daemonSet('waiting', { tolerations: [{ operator: 'Exists' }] }),
    daemonSet('large', { tolerations: [{ operator: 'Exists' }] }, { cpu: '64' }),
    daemonSet('refused', { tolerations: [{ operator: 'Exists' }], priorityClassName: 'none' }),
    daemonSet('windows', { nodeSelector: { 'kubernetes.io/os': 'windows' } }),
  ];
  const provides = { labels: { gpu: 'true' }, resources: { 'example.com/fpga': '1' } };
  const roles: any = {
    'agents/cni': { provides: { ...CNI_ROLE['agents/cni'].provides, ...provides } },
    'agents/starter': { removesTaints: [taint.key] },
    'agents/waiting': { requires: ['serviceNetwork'] },
  };
  const taints = [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }];
  const nodes = [node('a', { taints }), node('b'), node('v', { labels: { type: 'virtual-kubelet' } })];
  return structuredClone(bootstrapOf(nodes, manifests, { roles, startupTaints: [taint] }).toJson());
}

test('the plan that is checked holds everything a plan may hold', () => {
  const { nodes, deadlocks, assumptions } = document();
  const agents = nodes.flatMap((each) => each.agents);
  expect([...new Set(agents.map(({ state }) => state))].sort()).toEqual(['Absent', 'Pending', 'Running', 'Waiting']);
  expect([...new Set(agents.flatMap(({ blockedBy }) => blockedBy.map(({ kind }) => kind)))].sort()).toEqual([
    'admission',
    'fact',
    'fit',
    'label',
    'taint',
  ]);
  const then = nodes.flatMap(({ phases }) => phases.flatMap((phase) => phase.then.map((each) => each.split(' ')[0])));
  expect([...new Set(then)].sort()).toEqual(['Ready', 'label', 'nodeNetwork', 'resource', 'taint']);
  expect([deadlocks.some(({ fixes }) => fixes.length > 0), assumptions.length > 0]).toEqual([true, true]);
});

test('what the planner says is valid', () => {
  expect(faults(document())).toEqual([]);
  expect(faults(bootstrapOf([node('a')], [cni(), daemonSet('logs')], { roles: CNI_ROLE, firstNode: true }))).toEqual(
    [],
  );
});

test.each<[string, (plan: any) => void]>([
  ['another version of the form', (plan) => (plan.apiVersion = 'cdk8s-node-agents/v2')],
  ['a property too many', (plan) => (plan.nodes[0].extra = 1)],
  ['a state there is not', (plan) => (plan.nodes[0].agents[0].state = 'Scheduled')],
  [
    'an agent that runs and is blocked',
    (plan) => agent(plan, 'Running').blockedBy.push(agent(plan, 'Absent').blockedBy[0]),
  ],
  ['an agent that runs in no phase', (plan) => delete agent(plan, 'Running').phase],
  ['an agent that does not run, for nothing', (plan) => (agent(plan, 'Absent').blockedBy = [])],
  ['a consequence in other words', (plan) => plan.nodes[0].phases[0].then.push('the node is ready')],
  ['a deadlock without a cycle', (plan) => (plan.deadlocks[0].cycle = [])],
  ['a fix without a patch', (plan) => (plan.deadlocks[0].fixes[0].patch = [])],
])('%s is not valid', (_, make) => {
  const plan = document();
  make(plan);
  expect(faults(plan)).not.toEqual([]);
});

function agent(plan: any, state: string): any {
  return plan.nodes[0].agents.find((each: any) => each.state === state);
}

test('every property has a description, and no object takes properties that are not named', () => {
  expect(laxPlaces(readSchema('bootstrap-plan.json'), 'plan')).toEqual([]);
});
