import { bootstrapText } from '../../../src/report/text/bootstrap-text';
import { bootstrapPlan, deadlock, heldBack, neverReadyNode, readyNode } from '../bootstrap-document-fixture';

test('a node that becomes ready is told step by step', () => {
  const text = bootstrapText(bootstrapPlan([readyNode(['a', 'b'])]));
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Of 2 nodes, each as one more node of the cluster, every one becomes Ready',
  );
  expect(text).toContain('BECOMES READY\n\nA node like [a,b]\n  1.  net/cni => nodeNetwork, Ready\n');
  expect(text).toMatch(/\nNew nodes become Ready, and every agent that belongs there runs\.\n$/);
});

test('virtual nodes are left out, and said to be', () => {
  const virtualNodes = ['fargate-1', 'fargate-2'];
  const text = bootstrapText(bootstrapPlan([readyNode(['a'])], { virtualNodes }));
  expect(text).toMatch(/^Of 1 node, /);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'NO KUBELET Left out: 2 virtual nodes without an ordinary kubelet, where no agent starts (fargate-[1,2])',
  );
  expect(bootstrapText(bootstrapPlan([], { virtualNodes }))).toMatch(
    /^No node starts a kubelet, Kubernetes 1\.36\n[^]*Nothing to wait for: virtual nodes are Ready by themselves, and run no agents\.\n$/,
  );
});

test('what needs no agent comes by itself', () => {
  const phases = [{ starts: [], then: ['serviceNetwork'] }];
  expect(bootstrapText(bootstrapPlan([readyNode(['a'], { phases })]))).toContain('  1.  by itself => serviceNetwork\n');
});

test('a deadlock comes first, with the change that opens it in words, as TypeScript and as a patch', () => {
  const text = bootstrapText(
    bootstrapPlan([readyNode(['a']), neverReadyNode(['gpu'])], { deadlocks: [deadlock(['gpu'])] }),
  );
  expect(text.indexOf('DEADLOCKS')).toBeLessThan(text.indexOf('NEVER READY'));
  expect(text).toContain('  fix: net/cni: tolerate example.com/startup:NoExecute\n');
  expect(text).toContain("       in TypeScript: tolerations: TolerationSet.taint('example.com/startup')\n");
  expect(text).toContain('       as a JSON patch: [{"op":"add","path":"/spec/template/spec/tolerations",');
  expect(text).toContain('  Taints that stay: example.com/startup:NoExecute\n');
  expect(text).toContain('1 new node would never become Ready: apply the fixes above, then ask again.');
});

test('what waits, what is absent and what workloads outrun is told of each node', () => {
  const agents = [
    heldBack('agents/logs', 'Waiting', 'it waits for Services'),
    heldBack('agents/gpu', 'Absent', 'it does not select the node'),
    { daemonSet: 'agents/late', state: 'Running' as const, phase: 2, outrun: true, blockedBy: [] },
  ];
  const text = bootstrapText(bootstrapPlan([readyNode(['a'], { agents })]));
  expect(text).toContain('  Waiting: agents/logs: it waits for Services\n');
  expect(text).toContain('  No pod there: agents/gpu\n');
  expect(text).toContain('  Workloads may start before: agents/late\n');
  expect(text).toContain('Look at the agents that are Pending or Waiting.');
});

test('many sorts of node are short, and 80 columns wide', () => {
  const names = (i: number) => Array.from({ length: 100 }, (_, j) => `pool-${i}-node-${j}.compute.internal`);
  const sorts = Array.from({ length: 500 }, (_, i) => (i % 2 ? readyNode(names(i)) : neverReadyNode(names(i))));
  const deadlocks = Array.from({ length: 200 }, (_, i) => deadlock(names(i)));
  const lines = bootstrapText(bootstrapPlan(sorts, { deadlocks })).split('\n');
  expect(lines.length).toBeLessThan(200);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});
