import { daemonSet, node, planOf, pod, states } from '../../../fixtures';

const ZONE = 'topology.kubernetes.io/zone';
const spread = (more: any = {}) => ({
  topologySpreadConstraints: [
    {
      topologyKey: ZONE,
      maxSkew: 1,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'agent' } },
      ...more,
    },
  ],
});
const zoned = (name: string, zone: string) => node(name, { labels: { [ZONE]: zone } });
const other = (name: string, on: string) =>
  pod(name, on, {
    metadata: {
      namespace: 'agents',
      labels: { app: 'agent', x: name },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'x', controller: true }],
    },
  });

/** PodTopologySpread: filtering.go */
test.each<[string, any, Record<string, string>]>([
  ['needs the label on the node', spread(), { a: 'Scheduled', b: 'Scheduled', none: 'Pending' }],
  [
    'counts only its own domain when the pinned node affinity is honoured',
    spread(),
    { a: 'Scheduled', b: 'Scheduled', none: 'Pending' },
  ],
  [
    'counts all domains when it is ignored',
    spread({ nodeAffinityPolicy: 'Ignore' }),
    { a: 'Pending', b: 'Scheduled', none: 'Pending' },
  ],
  [
    'has a minimum of zero while domains are too few',
    spread({ minDomains: 2 }),
    { a: 'Pending', b: 'Scheduled', none: 'Pending' },
  ],
  [
    'only ranks when it says ScheduleAnyway',
    spread({ whenUnsatisfiable: 'ScheduleAnyway' }),
    { a: 'Scheduled', b: 'Scheduled', none: 'Scheduled' },
  ],
])('a spread constraint %s', (_, spec, expected) => {
  const cluster = [zoned('a', 'one'), zoned('b', 'two'), node('none'), other('r1', 'a'), other('r2', 'a')];
  expect(states(planOf(cluster, [daemonSet('agent', spec)]), 'agent')).toEqual(expected);
});
