import { faultFinder, laxPlaces, readSchema } from './schema-checks';
import { PlacementChangeDocument } from '../../../src/planner/change/between/change-document';
import { PlacementChange } from '../../../src/planner/change/between/placement-change';
import { PlacementEventsDocument } from '../../../src/planner/change/events/events-document';
import { daemonSet, node, planOf, pod, priorityClass } from '../../fixtures';

const eventFaults = faultFinder('placement-events.json');
const changeFaults = faultFinder('placement-change.json');

/** Every outcome, an eviction after a while, a stranded pod, and a pod of others that is preempted. */
function events(): PlacementEventsDocument {
  const cluster = [
    node('a', { allocatable: { cpu: '1' } }),
    node('b'),
    node('c'),
    node('d'),
    pod('web', 'a', { requests: { cpu: '900m' } }),
    priorityClass('high', 1000),
  ];
  const tolerations = [{ operator: 'Exists' }];
  const patient = [{ key: 'maintenance', operator: 'Exists', tolerationSeconds: 60 }];
  const agents = [
    daemonSet('gpu', { nodeSelector: { gpu: 'true' }, priorityClassName: 'high', tolerations }, { cpu: '500m' }),
    daemonSet('patient', { tolerations: patient }),
  ];
  const plan = planOf(cluster, agents).after([
    { kind: 'setLabel', node: 'a', key: 'gpu', value: 'true' },
    { kind: 'addTaint', node: 'a', taint: { key: 'maintenance', effect: 'NoExecute' } },
    { kind: 'addTaint', node: 'b', taint: { key: 'dedicated', effect: 'NoSchedule' } },
    { kind: 'addTaint', node: 'c', taint: { key: 'dedicated', effect: 'NoExecute' } },
    { kind: 'addTaint', node: 'd', taint: { key: 'dedicated', effect: 'NoExecute' } },
    { kind: 'removeTaints', node: 'd' },
    { kind: 'addNode', manifest: node('e') },
  ]);
  return structuredClone(plan.toJson());
}

/** An agent that is new, one that is gone, one that gains, loses, is stuck and may not change; evictions; findings. */
function change(): PlacementChangeDocument {
  const full = node('full', { allocatable: { cpu: '1' }, taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });
  const cluster = [node('a', { labels: { old: 'true' } }), node('b'), full, priorityClass('high', 1000)];
  const busy = [
    ...cluster,
    pod('web', 'full', { requests: { cpu: '1' } }),
    pod('web', 'b', { requests: { cpu: '4' } }),
  ];
  const changed = daemonSet(
    'changed',
    { tolerations: [{ operator: 'Exists' }], nodeSelector: { kind: 'new' } },
    { cpu: '2' },
  );
  changed.spec.selector.matchLabels = { app: 'changed', version: '2' };
  changed.spec.template.metadata.labels = { app: 'changed', version: '2' };
  const labelled = busy.map((each) =>
    each.kind === 'Node' && each.metadata.name !== 'a'
      ? node(each.metadata.name, { ...nodeOptions(each), labels: { kind: 'new' } })
      : each,
  );
  const rolling = (image: string) => {
    const agent = daemonSet('rolling', { terminationGracePeriodSeconds: 60, hostNetwork: true });
    Object.assign(agent.spec.template.spec.containers[0], { image, ports: [{ containerPort: 9100 }] });
    agent.spec.updateStrategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    return agent;
  };
  const before = planOf(busy, [
    daemonSet('gone'),
    daemonSet('changed', { nodeSelector: { old: 'true' } }),
    rolling('registry.example/agent:1'),
  ]);
  const after = planOf(
    [...labelled, node('new', { labels: { kind: 'new' } })],
    [
      changed,
      daemonSet('urgent', { priorityClassName: 'high' }, { cpu: '1' }),
      daemonSet('refused', { priorityClassName: 'none' }),
      rolling('registry.example/agent:2'),
    ],
  );
  return structuredClone(PlacementChange.between(before, after).toJson());
}

function nodeOptions({ spec, status }: any): any {
  return { taints: spec.taints, allocatable: status.allocatable };
}

test('the documents that are checked hold everything they may hold', () => {
  const outcomes = events().daemonSets.flatMap((each) => each.outcomes);
  expect([...new Set(outcomes.map(({ outcome }) => outcome))].sort()).toEqual(['added', 'kept', 'removed', 'replaced']);
  expect([outcomes.some(({ after }) => after), outcomes.some(({ stranded }) => stranded)]).toEqual([true, true]);
  expect(events().evicted).toHaveLength(1);
  const { daemonSets, rollouts, evicted, requests, headroom, findings, nodes } = change();
  expect(daemonSets.map((each) => each.change).sort()).toEqual(['added', 'added', 'changed', 'changed', 'removed']);
  const lists = daemonSets.flatMap(({ gained, lost, stuck, immutable }) => [{ gained, lost, stuck, immutable }]);
  for (const list of ['gained', 'lost', 'stuck', 'immutable'] as const) {
    expect([list, lists.some((each) => each[list].length > 0)]).toEqual([list, true]);
  }
  expect(
    [
      rollouts,
      rollouts[0].blockers,
      evicted,
      requests.perNode,
      requests.perPool,
      headroom,
      findings.appeared,
      nodes.added,
    ].every((each) => each.length > 0),
  ).toBe(true);
});

test('what is said of events and changes is valid', () => {
  expect([eventFaults(events()), changeFaults(change())]).toEqual([[], []]);
  const plan = planOf([node('a')], [daemonSet('agent')]);
  expect([eventFaults(plan.after([])), changeFaults(PlacementChange.between(plan, plan).toJson())]).toEqual([[], []]);
});

test.each<[string, (document: any) => void]>([
  ['another version of the form', (each) => (each.apiVersion = 'cdk8s-node-agents/v2')],
  ['a property too many', (each) => (each.daemonSets[0].extra = 1)],
  ['a negative count', (each) => (each.daemonSets[0].desired = -1)],
  ['an outcome there is not', (each) => (each.daemonSets[0].outcomes[0].outcome = 'moved')],
  ['an outcome without nodes', (each) => (each.daemonSets[0].outcomes[0].nodes = [])],
  ['a removed pod that is evicted later', (each) => removed(each).forEach((outcome) => (outcome.after = 1))],
  ['a negative time', (each) => (each.daemonSets[1].outcomes[0].after = -1)],
])('%s is not valid in events', (_, make) => {
  const document = events();
  make(document);
  expect(eventFaults(document)).not.toEqual([]);
});

function removed(document: any): any[] {
  return document.daemonSets.flatMap((each: any) => each.outcomes).filter((each: any) => each.outcome === 'removed');
}

test.each<[string, (document: any) => void]>([
  ['a property that is not there', (each) => delete each.daemonSets[0].stuck],
  ['a change there is not', (each) => (each.daemonSets[0].change = 'moved')],
  ['an amount that is text', (each) => (each.requests.total.cpu = '1')],
  [
    'nodes without either state',
    (each) => {
      delete each.daemonSets[0].gained[0].before;
      delete each.daemonSets[0].gained[0].after;
    },
  ],
  ['a rollout without its end', (each) => delete each.rollouts[0].completes],
  ['headroom without its node', (each) => delete each.headroom[0].node],
])('%s is not valid in a change', (_, make) => {
  const document = change();
  make(document);
  expect(changeFaults(document)).not.toEqual([]);
});

test.each(['placement-events.json', 'placement-change.json'])(
  'every property of %s has a description, and no object takes properties that are not named',
  (file) => {
    expect(laxPlaces(readSchema(file), file)).toEqual([]);
  },
);
