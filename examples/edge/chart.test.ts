import { Testing } from 'cdk8s';
import { EdgeLogs, EVERY_NODE, VARIANTS } from './chart';
import { fleet } from './fleet';
import {
  AgentVariants,
  Collector,
  Coverage,
  LogCollector,
  LogOutput,
  ManifestValidator,
  NodeSet,
  PlacementPlanner,
  PlacementValidation,
  TolerationSet,
} from 'cdk8s-node-agents';
import 'cdk8s-node-agents/lib/testing';

const chart = new EdgeLogs(Testing.app(), 'edge-logs');
const manifests: any[] = Testing.synth(chart);
const plan = PlacementPlanner.plan(fleet, chart);
const agents = new Map(manifests.filter(({ kind }) => kind === 'DaemonSet').map((each) => [each.metadata.name, each]));
const podOf = (name: string) => agents.get(name).spec.template.spec;

test.each([
  ['logs-windows', ['windows-1', 'windows-2', 'windows-3']],
  ['logs-gpu', ['gpu-1', 'gpu-2']],
  ['logs-general', ['server-1', 'server-2', 'server-3', 'server-4', 'server-5', 'server-6']],
])('%s runs on %p', (name, nodes) => {
  const { placements } = plan.toJson().daemonSets.find((each) => each.name === name)!;
  const placed = placements.filter(({ state }) => state === 'Scheduled').flatMap((placement) => placement.nodes);
  expect(placed.sort()).toEqual(nodes);
});

test('every device of a shop has the small variant', () => {
  expect(plan).toRunOnEveryNode('logs-edge', { labelled: { 'example.com/pool': 'edge' } });
  expect(plan).toHaveNoPendingPods();
});

test('the variants differ in resources, flags and images, and in nothing that belongs to the agent', () => {
  expect([...agents.keys()]).toEqual(VARIANTS.names.map((name) => `logs-${name}`));
  expect([...agents.keys()].map((name) => [name, podOf(name).containers[0].resources.limits.memory])).toEqual([
    ['logs-windows', '256Mi'],
    ['logs-edge', '64Mi'],
    ['logs-gpu', '1Gi'],
    ['logs-general', '256Mi'],
  ]);
  expect(podOf('logs-windows').os).toEqual({ name: 'windows' });
  expect(podOf('logs-windows').containers[0].image).toContain(':windows-2022-');
  const configs = manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data['fluent-bit.yaml']);
  expect(configs.map((text) => /flush: (\d+)/.exec(text)![1])).toEqual(['5', '30', '5', '5']);
});

test.each([...agents])('the API server takes %s as it is', (_, manifest) => {
  expect(ManifestValidator.validate(manifest)).toEqual([]);
});

test('the planner finds nothing to say against any of them', () => {
  expect(plan.toJson().findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

describe('every node gets exactly one', () => {
  const output = LogOutput.forward({ host: 'logs.example.com' });
  const validated = (change: (edgeLogs: EdgeLogs) => LogCollector[]) => () => {
    const app = Testing.app();
    const edgeLogs = new EdgeLogs(app, 'edge-logs');
    const variants = change(edgeLogs).map(({ daemonSet }) => daemonSet);
    PlacementValidation.attach(app, { inventory: fleet, require: [Coverage.exactlyOne(variants, EVERY_NODE)] });
    app.synth();
  };

  test('which the planner proves on the fleet', () => {
    expect(validated(({ collectors }) => collectors)).not.toThrow();
  });

  test('an overlap fails the synth, with the nodes that would have two', () => {
    const another = (edgeLogs: EdgeLogs) => [
      ...edgeLogs.collectors,
      new LogCollector(edgeLogs, 'logs-also-gpu', {
        collector: Collector.fluentBit({ output }),
        nodes: NodeSet.linux().withLabel('nvidia.com/gpu.present'),
        tolerations: TolerationSet.everything(),
      }),
    ];
    expect(validated(another)).toThrow('logging/logs-gpu and logging/logs-also-gpu on gpu-1, gpu-2');
  });

  test('a gap fails it, with the nodes that would have none', () => {
    const withoutTheRest = validated(({ collectors }) => collectors.slice(0, -1));
    expect(withoutTheRest).toThrow('none on server-1, server-2, server-3, server-4, server-5 and 1 more');
  });

  test.each<[string, () => unknown, string]>([
    [
      'nodes that are left over',
      () => AgentVariants.of(NodeSet.linux()).variant('gpu', NodeSet.labelled('nvidia.com/gpu.present')).nodes('gpu'),
      'AgentVariants: nodes could be left without a variant; end with .rest(name).',
    ],
    [
      'nodes that are given away twice',
      () => VARIANTS.variant('arm', NodeSet.arch('arm64')),
      'AgentVariants: "arm" comes after the rest, which has all nodes that are left; put it before.',
    ],
    [
      'a variant whose nodes all belong to one before it',
      () =>
        AgentVariants.of(NodeSet.linux())
          .variant('edge', NodeSet.labelled('example.com/pool', 'edge'))
          .variant('small', NodeSet.labelled('example.com/pool', 'edge').withArch('arm64')),
      'leaves no node',
    ],
  ])('%s cannot be said', (_, compose, fault) => {
    expect(compose).toThrow(fault);
  });
});
