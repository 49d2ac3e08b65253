import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { Schema } from 'ajv/dist/2020';
import { PlacementPlanDocument } from '../../src/planner/placement/placement-document';
import { NodesInJson } from '../../src/planner/placement/placement-json-options';
import { daemonPodOf, daemonSet, node, planOf, pod, priorityClass } from '../fixtures';

const ROOT = join(__dirname, '../..');
const SCHEMA: Schema & Record<string, any> = JSON.parse(
  readFileSync(join(ROOT, 'schemas/placement-plan.json'), 'utf8'),
);
const validate = new Ajv({ allErrors: true, strict: true }).compile(SCHEMA);

function faultsOf(document: unknown): string[] {
  return validate(document) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface PlanOptions {
  readonly kubernetesVersion?: string;
  readonly nodes?: NodesInJson;
}

/** A plan in which every state, every kind of reason, an eviction, an assumption and a finding occur. */
function planOfEverything({ kubernetesVersion, nodes }: PlanOptions = {}): PlacementPlanDocument {
  const taint = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' };
  const cluster = [
    node('a'),
    node('full', { allocatable: { cpu: '150m' } }),
    node('infra', { taints: [taint] }),
    pod('web', 'full', { requests: { cpu: '150m' } }),
    daemonPodOf('logs', 'infra', { requests: { cpu: '100m' } }),
    priorityClass('high', 1000),
  ];
  const manifests = [
    daemonSet('logs', { schedulerName: 'other' }, { cpu: '100m' }),
    daemonSet('important', { priorityClassName: 'high' }, { cpu: '100m' }),
    daemonSet('refused', { priorityClassName: 'no-such-class' }),
    daemonSet('tolerant', { tolerations: [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }] }),
    daemonSet('chosen', { nodeSelector: { 'kubernetes.io/os': 'windows' } }),
  ];
  return JSON.parse(JSON.stringify(planOf(cluster, manifests, { kubernetesVersion }).toJson({ nodes })));
}

test('the plan that is checked holds everything a plan may hold', () => {
  const plan = planOfEverything();
  const placements = plan.daemonSets.flatMap((each) => each.placements);
  expect([...new Set(placements.map(({ state }) => state))].sort()).toEqual([
    'Excluded',
    'Pending',
    'Refused',
    'Scheduled',
  ]);
  const reasons = placements.flatMap((each) => each.reasons ?? []);
  expect(reasons.some(({ taint }) => taint) && reasons.some(({ resource }) => resource)).toBe(true);
  expect([plan.evicted, plan.assumptions, plan.findings].map(({ length }) => length > 0)).toEqual([true, true, true]);
  expect(plan.daemonSets.some(({ misscheduled }) => misscheduled > 0)).toBe(true);
});

test.each(['1.28', '1.32', '1.36'])('what the planner says of Kubernetes %s is valid', (kubernetesVersion) => {
  expect(faultsOf(planOfEverything({ kubernetesVersion }))).toEqual([]);
});

test('a plan with ranges of nodes is valid', () => {
  expect(faultsOf(planOfEverything({ nodes: 'ranges' }))).toEqual([]);
});

const MISTAKES: [string, (plan: any) => void][] = [
  ['another version of the form', (plan) => (plan.apiVersion = 'cdk8s-node-agents/v2')],
  ['a property that is not there', (plan) => delete plan.daemonSets[0].refused],
  ['a property too many', (plan) => (plan.daemonSets[0].extra = 1)],
  ['a negative count', (plan) => (plan.nodes.total = -1)],
  ['a state there is not', (plan) => (plan.daemonSets[0].placements[0].state = 'Running')],
  ['ranges beside names', (plan) => (plan.daemonSets[0].placements[0].nodeRanges = [[0, 1]])],
  ['names that no range is of', (plan) => (plan.nodes.names = ['a', 'full', 'infra'])],
  ['a placement without nodes', (plan) => (plan.daemonSets[0].placements[0].nodes = [])],
  ['reasons for what runs', (plan) => (plan.daemonSets[0].placements[0].reasons = [])],
  ['a figure without its resource', (plan) => delete reasonWith(plan, 'resource').resource],
  ['a resource without its figures', (plan) => delete reasonWith(plan, 'resource').capacity],
  ['a taint without an effect', (plan) => delete reasonWith(plan, 'taint').taint.effect],
  ['a decider there is not', (plan) => (reasonWith(plan, 'taint').decider = 'autoscaler')],
  ['a DaemonSet without its namespace', (plan) => (plan.findings[0].daemonSet = 'refused')],
  ['a severity there is not', (plan) => (plan.findings[0].severity = 'fatal')],
];

function reasonWith(plan: PlacementPlanDocument, property: 'resource' | 'taint'): any {
  const reasons = plan.daemonSets.flatMap(({ placements }) => placements.flatMap((each) => each.reasons ?? []));
  return reasons.find((reason) => reason[property])!;
}

test.each(MISTAKES)('%s is not valid', (_, make) => {
  const plan = planOfEverything();
  make(plan);
  expect(faultsOf(plan)).not.toEqual([]);
});

const RANGE_MISTAKES: [string, (plan: any) => void][] = [
  ['ranges of names that are not there', (plan) => delete plan.nodes.names],
  ['names beside ranges', (plan) => (plan.daemonSets[0].placements[0].nodes = ['a'])],
  ['a placement without ranges', (plan) => (plan.daemonSets[0].placements[0].nodeRanges = [])],
  ['a range without an end', (plan) => plan.daemonSets[0].placements[0].nodeRanges[0].pop()],
  ['a range that begins before the first name', (plan) => (plan.daemonSets[0].placements[0].nodeRanges[0][0] = -1)],
];

test.each(RANGE_MISTAKES)('%s: not valid', (_, make) => {
  const plan = planOfEverything({ nodes: 'ranges' });
  make(plan);
  expect(faultsOf(plan)).not.toEqual([]);
});

test('every property has a description, and no object takes properties that are not named', () => {
  const visit = (schema: any, path: string): string[] => [
    ...(schema.description || schema.oneOf || schema.$ref ? [] : [`${path}: no description`]),
    ...(schema.properties && schema.additionalProperties !== false ? [`${path}: open`] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => visit(each, `${path}.${name}`)),
    ...Object.entries(schema.$defs ?? {}).flatMap(([name, each]) => visit(each, name)),
  ];
  expect(visit(SCHEMA, 'plan')).toEqual([]);
});
