import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { Schema } from 'ajv/dist/2020';
import { RevisionFixture, deletingFirst, nodesNamed, rolloutOf, surging } from './rollout-fixture';
import { RolloutPlanDocument } from '../../../src/planner/rollout/rollout-document';
import { RolloutPlanOptions } from '../../../src/planner/rollout/rollout-plan-options';
import { node, pod, priorityClass } from '../../fixtures';

const SCHEMA: Schema = JSON.parse(readFileSync(join(__dirname, '../../../schemas/rollout-plan.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true }).compile(SCHEMA);

function faultsOf(document: unknown): string[] {
  return validate(document) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function asJson(document: RolloutPlanDocument): any {
  return JSON.parse(JSON.stringify(document));
}

const HOST_PORT = { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] };
const TOLERANT = { tolerations: [{ operator: 'Exists' }] };
const CLUSTER = [
  ...nodesNamed('a', 'b'),
  node('gpu', { labels: { pool: 'gpu' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }], allocatable: { cpu: '1' } }),
  pod('web', 'gpu', { requests: { cpu: '500m' } }),
  priorityClass('high', 10),
];

const ROLLOUTS: [string, RevisionFixture, RevisionFixture, RolloutPlanOptions][] = [
  ['one that completes', {}, {}, {}],
  ['a surge that hangs', { spec: surging(1), pod: HOST_PORT }, { spec: surging(1), pod: HOST_PORT }, {}],
  ['one that joins and evicts', {}, { pod: { ...TOLERANT, priorityClassName: 'high' }, requests: { cpu: '600m' } }, {}],
  ['one that leaves a node', { pod: TOLERANT }, { spec: deletingFirst('10%') }, {}],
  ['one with lost nodes', { pod: TOLERANT }, { pod: TOLERANT }, { lostNodes: ['a'], unavailableNodes: ['b'] }],
  ['one that is never ready', {}, {}, { newPodsBecomeReady: false, kubernetesVersion: '1.28' }],
  ['OnDelete', {}, { spec: { updateStrategy: { type: 'OnDelete' } } }, {}],
];

test.each(ROLLOUTS)('the document of %s is as its schema has it', (_, from, to, options) => {
  expect(faultsOf(asJson(rolloutOf(CLUSTER, from, to, options)))).toEqual([]);
});

test('the documents that are checked hold everything a document may hold', () => {
  const documents = ROLLOUTS.map(([, from, to, options]) => rolloutOf(CLUSTER, from, to, options));
  const actions = documents.flatMap(({ waves }) => waves.map(({ action }) => action));
  expect([...new Set(actions)].sort()).toEqual(['Create', 'Remove', 'Replace', 'Surge']);
  expect(documents.some(({ evicted }) => evicted.length > 0)).toBe(true);
  expect(documents.some(({ perZone, perPool }) => perZone.length > 0 && perPool.length > 0)).toBe(true);
  const pods = documents.flatMap(({ remaining }) => remaining.map((each) => each.pods));
  expect(pods.some(({ length }) => length === 0) && pods.some(({ length }) => length === 2)).toBe(true);
  expect(pods.flat().some(({ terminating }) => terminating)).toBe(true);
});

test.each<[string, (plan: any) => void]>([
  ['another version of the form', (plan) => (plan.apiVersion = 'cdk8s-node-agents/v2')],
  ['a property that is not there', (plan) => delete plan.peakSurge],
  ['a property too many', (plan) => (plan.status.ready = 1)],
  ['a negative count', (plan) => (plan.peakUnavailable = -1)],
  ['a negative time', (plan) => (plan.waves[0].at = -1)],
  ['a wave without nodes', (plan) => (plan.waves[0].nodes = [])],
  ['an action there is not', (plan) => (plan.waves[0].action = 'Restart')],
  ['a revision there is not', (plan) => (plan.remaining[0].pods[0].revision = '1')],
  ['a severity there is not', (plan) => (plan.blockers[0].severity = 'fatal')],
  ['a blocker there is not', (plan) => (plan.blockers[0].id = 'other')],
  ['a blocker without a fix', (plan) => delete plan.blockers[0].fix],
  ['a DaemonSet without its namespace', (plan) => (plan.daemonSet = 'logs')],
  ['an interval without an end', (plan) => delete plan.seconds.max],
])('the schema refuses %s', (_, spoil) => {
  const document = asJson(rolloutOf(CLUSTER, ...(ROLLOUTS[1].slice(1, 3) as [RevisionFixture, RevisionFixture])));
  expect(faultsOf(document)).toEqual([]);
  spoil(document);
  expect(faultsOf(document)).not.toEqual([]);
});

test('every node stands in one entry of what remains, and what is no concern of the agent in none', () => {
  const { remaining } = rolloutOf(CLUSTER, {});
  expect(remaining.flatMap(({ nodes }) => nodes).sort()).toEqual(['a', 'b']);
});
