import '../../src/testing';
import { BootstrapPlan, BootstrapPlanner, NodeInventory } from '../../src';
import { daemonSet, node } from '../fixtures';
import { CNI_ROLE, NOT_READY, bootstrapOf, cni } from '../planner/bootstrap/bootstrap-fixture';

const general = node('general-1', { labels: { 'example.com/pool': 'general' } });
const infra = node('infra-a', {
  labels: { 'example.com/pool': 'infra' },
  taints: [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' }],
});
const choosy = cni({ tolerations: [NOT_READY] });
const logs = daemonSet('logs', { tolerations: [{ operator: 'Exists' }] });

function bootstrap(manifests: any[]): BootstrapPlan {
  return bootstrapOf([general, infra], manifests, { roles: CNI_ROLE });
}

const healthy = bootstrap([cni(), logs]);
const stuck = bootstrap([choosy, logs]);

test('matchers pass on nodes that become Ready', () => {
  expect(healthy).toBootstrap();
  expect(healthy).toBecomeReady('general', 'infra-a');
  expect(healthy).toStartBefore('cni', 'agents/logs');
  expect(healthy).toStartBeforeWorkloads('cni');
  expect(stuck).not.toBootstrap();
  expect(stuck).toBecomeReady('general');
  expect(stuck).not.toBecomeReady('infra');
});

test.each<[string, () => void, string | RegExp]>([
  [
    'toBootstrap',
    () => expect(stuck).toBootstrap(),
    /expected new nodes to become Ready without a deadlock, but:\n {2}infra-a: .*agents\/cni.*dedicated=infra:NoSchedule/,
  ],
  ['toBootstrap, with the fix', () => expect(stuck).toBootstrap(), /\n {2}fix: agents\/cni: .*dedicated.*tolerations/],
  [
    'toBecomeReady',
    () => expect(stuck).toBecomeReady('infra-a'),
    /expected new nodes like infra-a to become Ready, but:\n {2}infra-a: .*\n {2}fix: agents\/cni/,
  ],
  [
    'toBecomeReady of a node without any network',
    () => expect(bootstrapOf([general], [logs], { firstNode: true })).toBecomeReady('general-1'),
    'general-1',
  ],
  [
    'toStartBefore',
    () => expect(healthy).toStartBefore('logs', 'cni'),
    'expected agents/logs to start before agents/cni, but:\n' +
      '  on general-1, infra-a agents/cni is ready in phase 1, and agents/logs in phase 2\n' +
      '  fix: let agents/cni require what agents/logs provides',
  ],
  [
    'toStartBefore an agent that runs nowhere',
    () => expect(bootstrapOf([infra], [choosy, logs], { roles: CNI_ROLE })).toStartBefore('cni', 'logs'),
    'agents/logs runs on no new node',
  ],
  [
    'toStartBeforeWorkloads',
    () => expect(healthy).toStartBeforeWorkloads('logs'),
    'expected agents/logs to start before workloads, but:\n' +
      '  on general-1, infra-a workloads may start before it\n' +
      '  fix: let new nodes register with a startup taint that agents/logs tolerates and removes once it is ready',
  ],
  ['not.toBootstrap', () => expect(healthy).not.toBootstrap(), 'expected not: new nodes to become Ready'],
  [
    'a mistyped pool',
    () => expect(healthy).toBecomeReady('genral'),
    'the plan has no node or pool "genral": did you mean general?',
  ],
  [
    'a mistyped agent',
    () => expect(healthy).toStartBefore('cin', 'logs'),
    'the plan has no DaemonSet "cin": did you mean cni?',
  ],
])('%s fails with the reasons', (_, assertion, message) => {
  expect(assertion).toThrow(message);
});

test('a declared pool is known by its name', () => {
  const inventory = NodeInventory.fromPools([
    { name: 'gpu', count: 3, allocatable: { cpu: '4', memory: '8Gi', pods: '58' } },
  ]);
  expect(BootstrapPlanner.plan(inventory, [cni()], { roles: CNI_ROLE })).toBecomeReady('gpu');
});
