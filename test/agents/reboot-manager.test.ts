import { Duration } from 'cdk8s';
import { Manifests, synthesize, unchecked } from './role-fixture';
import { RebootManager, RebootManagerProps, RebootMethod } from '../../src/agents/reboot-manager';

function manifests(props: RebootManagerProps = {}): Manifests {
  return synthesize((chart) => new RebootManager(chart, 'kured', props));
}

const agent = manifests();

test('by default it reboots by a signal, with one capability, and reads where the sentinel is', () => {
  expect(agent.container.args).toContain('--reboot-method=signal');
  expect(agent.container.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['KILL'] });
  expect(agent.container.securityContext).not.toHaveProperty('privileged');
  expect(agent.pod.hostPID).toBe(true);
  expect(agent.hostMounts).toEqual(['/var/run /sentinel ro Directory HostToContainer']);
});

test('a command in the namespaces of the node takes a privileged container, and the manifest says why', () => {
  const { container, daemonSet } = manifests({ method: RebootMethod.COMMAND });

  expect(container.securityContext.privileged).toBe(true);
  expect(container.args).toContain('--reboot-method=command');
  expect(daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toContain('systemctl');
});

test('it keeps its lock in its own DaemonSet, the only one it may update', () => {
  expect(agent.container.args).toEqual(
    expect.arrayContaining(['--ds-name=kured', '--ds-namespace=$(KURED_NAMESPACE)']),
  );
  expect(agent.one('Role').rules).toEqual([
    { apiGroups: ['apps'], resources: ['daemonsets'], resourceNames: ['kured'], verbs: ['update'] },
  ]);
});

test('it may cordon nodes and evict pods', () => {
  expect(agent.one('ClusterRole').rules.map(({ resources, verbs }: any) => `${resources} ${verbs}`)).toEqual([
    'nodes get,patch',
    'pods get,list,delete',
    'daemonsets get',
    'pods/eviction create',
  ]);
});

test('when, where and how many is said in its flags', () => {
  const { container, hostMounts } = manifests({
    sentinel: '/run/updates/reboot',
    period: Duration.minutes(10),
    concurrency: 3,
    rebootDays: ['mon', 'tue'],
    startTime: '2:00',
    endTime: '05:30',
    timeZone: 'Europe/Berlin',
    drainTimeout: Duration.minutes(15),
  });

  expect(container.args).toEqual(
    expect.arrayContaining([
      '--reboot-sentinel=/sentinel/reboot',
      '--period=600s',
      '--concurrency=3',
      '--reboot-days=mon,tue',
      '--start-time=2:00',
      '--end-time=05:30',
      '--time-zone=Europe/Berlin',
      '--drain-timeout=900s',
    ]),
  );
  expect(hostMounts[0]).toMatch(/^\/run\/updates \/sentinel ro/);
});

test('everything wrong is told at once', () => {
  const wrong = { sentinel: '/reboot', concurrency: 0, rebootDays: ['someday'], startTime: '25:00' };

  expect(() => manifests(wrong)).toThrow(
    [
      'RebootManager: sentinel is /reboot: the whole file system would be mounted for it',
      'RebootManager: concurrency is 0: write a whole number of at least 1',
      'RebootManager: rebootDays: "someday" is none of sun, mon, tue, wed, thu, fri, sat',
      'RebootManager: startTime is "25:00": write a time of day such as 22:00',
    ].join('\n'),
  );
});

test.each<[string, () => unknown, string]>([
  [
    'a method that is none',
    () => manifests({ method: unchecked('comand') }),
    'method: "comand" is unknown; did you mean command?',
  ],
  ['no period', () => manifests({ period: Duration.seconds(0) }), 'period is 0 seconds'],
  ['no time to drain', () => manifests({ drainTimeout: Duration.seconds(0) }), 'drainTimeout is 0 seconds'],
  ['no day', () => manifests({ rebootDays: [] }), 'rebootDays is empty: no node would be rebooted'],
  ['a day twice', () => manifests({ rebootDays: ['mon', 'mon'] }), 'rebootDays has "mon" more than once'],
  [
    'a time zone that is none',
    () => manifests({ timeZone: 'Europe/Berlinn' }),
    'timeZone is "Europe/Berlinn": write a name such as Europe/Berlin',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test.each(['Europe/Berlin', 'UTC', 'Local'])('days and times are those of %s', (timeZone) => {
  expect(manifests({ timeZone }).container.args).toContain(`--time-zone=${timeZone}`);
});

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});
