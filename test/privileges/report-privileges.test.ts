import fc from 'fast-check';
import { hostVolumes, namespace, reportOf, RESTRICTED } from './privilege-fixture';
import { PrivilegeReportDocument } from '../../src/privileges/privilege-document';
import { daemonSet } from '../fixtures';
import { account, bind, role } from '../lint/lint-fixture';
import { faultFinder, laxPlaces, readSchema } from '../planner/change/schema-checks';

/** Agents and objects in which everything occurs that a report may tell. */
const EVERYTHING = [
  daemonSet('exporter', {
    ...account.spec,
    hostNetwork: true,
    hostPID: true,
    volumes: [{ name: 'v0', hostPath: { path: '/run', type: 'Directory' } }],
    containers: [
      {
        name: 'agent',
        ports: [{ containerPort: 9100 }],
        volumeMounts: [{ name: 'v0', mountPath: '/run' }],
        securityContext: { runAsUser: 0, capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] } },
      },
    ],
  }),
  { ...daemonSet('logs', RESTRICTED), metadata: { name: 'logs', namespace: 'logging' } },
  { ...daemonSet('web'), kind: 'Deployment' },
  namespace('agents', { enforce: 'baseline', warn: 'strict' }),
  bind('alloy'),
  role(['secrets'], ['get']),
  { ...bind('alloy'), roleRef: { kind: 'ClusterRole', name: 'elsewhere' } },
  {
    ...bind('alloy'),
    kind: 'RoleBinding',
    metadata: { name: 'r', namespace: 'agents' },
    roleRef: { kind: 'Role', name: 'r' },
  },
  {
    ...role([], []),
    kind: 'Role',
    metadata: { name: 'r', namespace: 'agents' },
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['tls'] }],
  },
];

const document = (): PrivilegeReportDocument => structuredClone(reportOf(EVERYTHING).toJson());

test('agents are told in order of namespace and name, whatever the order of the manifests', () => {
  const expected = JSON.stringify(document());
  expect(document().agents.map(({ namespace: of, name }) => `${of}/${name}`)).toEqual([
    'agents/exporter',
    'logging/logs',
  ]);
  fc.assert(
    fc.property(fc.shuffledSubarray(EVERYTHING, { minLength: EVERYTHING.length }), (shuffled) => {
      expect(JSON.stringify(reportOf(shuffled).toJson())).toBe(expected);
    }),
  );
});

test('permissions come from roles of the cluster and of the namespace; a role that is not there is told', () => {
  const { agents, assumptions } = document();
  expect(agents[0].permissions.map((each) => [each.role, each.namespace, each.resourceNames])).toEqual([
    ['ClusterRole agents', undefined, undefined],
    ['Role r', 'agents', ['tls']],
  ]);
  expect(assumptions).toEqual([
    'ClusterRole elsewhere is bound to service account agents/alloy and not among the manifests: what it allows is not told.',
  ]);
});

test('values of the wrong type are faults, each told once', () => {
  const broken = daemonSet('broken', {
    hostNetwork: 'yes',
    volumes: hostVolumes('/'),
    containers: [{ name: 'a', securityContext: { privileged: 'true', capabilities: { add: 'ALL' } } }],
  });
  const faultsOf = () => {
    try {
      reportOf([broken]);
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  };
  expect(faultsOf()).toEqual([
    expect.stringContaining('spec.template.spec.hostNetwork is "yes": must be true or false'),
    expect.stringContaining('capabilities.add is "ALL": must be a list'),
    expect.stringContaining('securityContext.privileged is "true": must be true or false'),
  ]);
});

test('no agents, nothing to tell', () => {
  expect(reportOf([]).toJson()).toMatchObject({ agents: [], namespaces: [], findings: [] });
});

test('a version that is not known is an error', () => {
  expect(() => reportOf([], { kubernetesVersion: '1.12' })).toThrow('Kubernetes version "1.12" is not known');
});

describe('schemas/privilege-report.json', () => {
  const faults = faultFinder('privilege-report.json');

  test('takes a report in which everything occurs', () => {
    const { agents, namespaces, findings, assumptions } = document();
    const [{ permissions, sockets, hostPorts, hostPaths, baselineViolations }] = agents;
    const filled = [permissions, sockets, hostPorts, hostPaths, baselineViolations, findings, assumptions];
    expect(filled.filter(({ length }) => length === 0)).toEqual([]);
    expect(namespaces[0]).toMatchObject({ declaredLabels: expect.anything(), workloads: [{ kind: 'Deployment' }] });
    expect(faults(document())).toEqual([]);
    expect(faults(reportOf([]).toJson())).toEqual([]);
  });

  test.each<[string, (report: any) => void]>([
    ['a level there is not', (report) => (report.agents[0].level = 'strict')],
    ['a control without a field', (report) => (report.agents[0].baselineViolations[0].violations = [])],
    ['a property too many', (report) => (report.namespaces[0].extra = 1)],
    ['a property too few', (report) => delete report.agents[0].sockets],
    ['labels of another kind', (report) => (report.namespaces[0].labels = { team: 'x' })],
    ['a permission without verbs', (report) => (report.agents[0].permissions[0].verbs = [])],
    ['a severity there is not', (report) => (report.findings[0].severity = 'fatal')],
  ])('refuses %s', (_, make) => {
    const report = JSON.parse(JSON.stringify(document()));
    make(report);
    expect(faults(report)).not.toEqual([]);
  });

  test('describes everything and is closed', () => {
    expect(laxPlaces(readSchema('privilege-report.json'), 'report')).toEqual([]);
  });
});
