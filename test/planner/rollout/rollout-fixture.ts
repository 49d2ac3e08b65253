import { NodeInventory } from '../../../src';
import { RolloutPlanDocument } from '../../../src/planner/rollout/rollout-document';
import { RolloutPlan } from '../../../src/planner/rollout/rollout-plan';
import { RolloutPlanOptions } from '../../../src/planner/rollout/rollout-plan-options';
import { RolloutPlanner } from '../../../src/synth/rollout-planner';
import { daemonSet, node } from '../../fixtures';

/** What a test says of a revision of the DaemonSet `agents/logs`; the rest is plain. */
export interface RevisionFixture {
  /** Merged into the spec of the DaemonSet. */
  readonly spec?: Record<string, any>;
  /** Merged into the spec of its pods. */
  readonly pod?: Record<string, any>;
  readonly requests?: Record<string, string>;
}

/** The DaemonSet `agents/logs`, with a template of its own for each revision. */
export function revision(name: string, { spec = {}, pod = {}, requests = {} }: RevisionFixture = {}): any {
  const manifest = daemonSet('logs', pod, requests);
  manifest.spec = { ...manifest.spec, ...spec };
  manifest.spec.template.metadata.annotations = { revision: name };
  return manifest;
}

/** Strategies as a manifest has them. */
export function deletingFirst(maxUnavailable: number | string): any {
  return { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } } };
}

export function surging(maxSurge: number | string): any {
  return { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge } } };
}

/** Nodes of these names, spread over the zones `x` and `y` in turn. */
export function nodesNamed(...names: string[]): any[] {
  return names.map((name, i) => node(name, { labels: { 'topology.kubernetes.io/zone': i % 2 === 0 ? 'x' : 'y' } }));
}

/** The rollout from one revision to the next, both as the fixture has them unless `to` differs. */
export function rolloutPlanOf(
  cluster: any[],
  from: RevisionFixture,
  to: RevisionFixture = from,
  options: RolloutPlanOptions = {},
): RolloutPlan {
  const inventory = NodeInventory.fromManifests(cluster);
  return RolloutPlanner.plan(inventory, revision('1', from), revision('2', to), options);
}

/** The document of that rollout. */
export function rolloutOf(...rollout: Parameters<typeof rolloutPlanOf>): RolloutPlanDocument {
  return rolloutPlanOf(...rollout).toJson();
}

/** The pods that are left, by node: `{ a: 'new available' }`. */
export function podsLeft({ remaining }: RolloutPlanDocument): Record<string, string> {
  const told = remaining.flatMap(({ nodes, pods }) => {
    const words = pods.map(({ revision: of, scheduled, available, terminating }) =>
      [of, terminating ? 'terminating' : available ? 'available' : scheduled ? 'unready' : 'pending'].join(' '),
    );
    return nodes.map((name) => [name, words.join(', ')]);
  });
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The blocker of this id. */
export function blockerOf({ blockers }: RolloutPlanDocument, id: string) {
  return blockers.find((each) => each.id === id);
}
