import { Capability, SeccompProfileType } from 'cdk8s-plus-28';
import { IMAGE, faultsOf, manifestOf, newAgent, podOf } from './agent-fixture';
import type { NodeAgentDaemonSetProps } from '../../src/agents/node-agent-daemon-set-props';
import { NodeSet } from '../../src/agents/node-set';
import { Privileges } from '../../src/agents/privileges';

function render(privileges?: Privileges): any {
  return podOf(newAgent({ containers: [{ image: IMAGE, privileges }] })).containers[0].securityContext;
}

const NOTHING = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const ROOT = { runAsNonRoot: false, runAsUser: 0 };

test.each<[string, Privileges | undefined, object]>([
  ['nothing said', undefined, NOTHING],
  ['none()', Privileges.none(), NOTHING],
  ['asRoot()', Privileges.none().asRoot(), { ...NOTHING, ...ROOT }],
  ['asUser()', Privileges.none().asUser(1000, 2000), { ...NOTHING, runAsUser: 1000, runAsGroup: 2000 }],
  [
    'withoutAppArmor()',
    Privileges.none().withoutAppArmor('mounts').asRoot(),
    { ...NOTHING, ...ROOT, appArmorProfile: { type: 'Unconfined' } },
  ],
  [
    'withSeLinuxType()',
    Privileges.none().withSeLinuxType('spc_t').withoutAppArmor('mounts'),
    {
      ...NOTHING,
      appArmorProfile: { type: 'Unconfined' },
      seLinuxOptions: { type: 'spc_t', level: 's0' },
    },
  ],
  ['asUser(0)', Privileges.none().asUser(0), { ...NOTHING, ...ROOT }],
  [
    'capabilities(), as root because no other user would have them',
    Privileges.capabilities(Capability.NET_ADMIN, Capability.NET_RAW, Capability.NET_ADMIN),
    { ...NOTHING, ...ROOT, capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] } },
  ],
  [
    'capabilities() as another user',
    Privileges.capabilities(Capability.NET_BIND_SERVICE).asUser(65534),
    { ...NOTHING, runAsUser: 65534, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } },
  ],
  [
    'withWritableRootFilesystem()',
    Privileges.none().withWritableRootFilesystem(),
    { ...NOTHING, readOnlyRootFilesystem: false },
  ],
  [
    'withSeccompProfile()',
    Privileges.none().withSeccompProfile({ type: SeccompProfileType.LOCALHOST, localhostProfile: 'agent.json' }),
    { ...NOTHING, seccompProfile: { type: 'Localhost', localhostProfile: 'agent.json' } },
  ],
])('%s', (_, privileges, expected) => {
  expect(render(privileges)).toEqual(expected);
});

test('SYS_ADMIN says nothing of privilege escalation, which it always allows', () => {
  const { allowPrivilegeEscalation, ...rest } = NOTHING;
  expect(allowPrivilegeEscalation).toBe(false);
  expect(render(Privileges.capabilities(Capability.SYS_ADMIN))).toEqual({
    ...rest,
    ...ROOT,
    capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] },
  });
});

describe('privileged()', () => {
  test('has none of the fields that the API server refuses or ignores beside it', () => {
    expect(render(Privileges.privileged('loads kernel modules'))).toEqual({
      ...ROOT,
      privileged: true,
      readOnlyRootFilesystem: true,
    });
  });

  test('says why, in an annotation of the DaemonSet that rolls no pod', () => {
    const agent = newAgent({
      containers: [{ image: IMAGE, privileges: Privileges.privileged('mounts volumes') }],
      initContainers: [{ image: IMAGE, name: 'modules', privileges: Privileges.privileged('loads kernel modules') }],
    });
    const { metadata, spec } = manifestOf(agent);
    expect(metadata.annotations).toEqual({
      'cdk8s-node-agents/privileged': 'main: mounts volumes; modules: loads kernel modules',
    });
    expect(spec.template.metadata.annotations).toBeUndefined();
  });

  test.each(['', '  '])('throws for the reason %p', (reason) => {
    expect(() => Privileges.privileged(reason)).toThrow('needs a reason in words');
  });
});

describe('hostProcess()', () => {
  const privileges = Privileges.hostProcess('configures the network of the node');
  const props = { containers: [{ image: IMAGE, privileges }] };

  test('is a Windows container with no setting that only Linux has', () => {
    const agent = newAgent({ ...props, nodes: NodeSet.windows(), hostNetwork: true });
    const pod = podOf(agent);
    expect(faultsOf(agent)).toEqual([]);
    expect(pod.os).toEqual({ name: 'windows' });
    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'windows' });
    expect(pod.containers[0].securityContext).toEqual({
      runAsNonRoot: false,
      windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' },
    });
  });

  const noHostNetwork =
    'spec.template.spec.hostNetwork is false: hostNetwork must be true if pod contains any hostProcess containers; ' +
    'write hostNetwork: true and nodes: NodeSet.windows().';
  const noWindows =
    'spec.template.spec.containers[0] is a HostProcess container: other nodes than those of Windows start none; ' +
    'write nodes: NodeSet.windows().';
  const notAlone =
    'spec.template.spec: If pod contains any hostProcess containers then all containers must be HostProcess containers; ' +
    "write privileges: Privileges.hostProcess('why') for each of them.";

  test.each<[string, NodeAgentDaemonSetProps, string]>([
    ['host network', { nodes: NodeSet.windows() }, noHostNetwork],
    ['Windows nodes', { hostNetwork: true }, noWindows],
    ['both', {}, noHostNetwork],
    [
      'privileges for every container',
      {
        nodes: NodeSet.windows(),
        hostNetwork: true,
        containers: [...props.containers, { image: IMAGE, name: 'other' }],
      },
      notAlone,
    ],
  ])('fails validation once without %s', (_, more, fault) => {
    expect(faultsOf(newAgent({ ...props, ...more }))).toEqual([`agent "agent": ${fault}`]);
  });
});

test('privileges never change', () => {
  const none = Privileges.none();
  none.asRoot().withWritableRootFilesystem();
  expect(render(none)).toEqual(NOTHING);
});

test.each<[string, () => Privileges, string]>([
  ['no capability', () => Privileges.capabilities(), 'For none write Privileges.none()'],
  ['ALL', () => Privileges.capabilities(Capability.ALL), 'for all write Privileges.privileged()'],
  ['a negative user', () => Privileges.none().asUser(-1), '-1 is not a user or group id'],
  ['a fraction of a group', () => Privileges.none().asUser(1, 0.5), '0.5 is not a user or group id'],
])('%s throws', (_, make, message) => {
  expect(make).toThrow(message);
});

describe('withoutAppArmor()', () => {
  const withReason = (privileges: Privileges) => privileges.withoutAppArmor('looks into other processes');

  test('renders the field of Kubernetes 1.30, and keeps the reason beside it', () => {
    const privileges = withReason(Privileges.capabilities(Capability.SYS_PTRACE)).withWritableRootFilesystem();
    const agent = newAgent({ containers: [{ name: 'sensor', image: IMAGE, privileges }] });

    expect(podOf(agent).containers[0].securityContext).toMatchObject({
      appArmorProfile: { type: 'Unconfined' },
      capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] },
      readOnlyRootFilesystem: false,
    });
    expect(manifestOf(agent).metadata.annotations).toEqual({
      'cdk8s-node-agents/unconfined': 'sensor: looks into other processes',
    });
    expect(faultsOf(agent)).toEqual([]);
  });

  test('is of its own container, init containers included', () => {
    const agent = newAgent({
      containers: [{ name: 'main', image: IMAGE }],
      initContainers: [{ name: 'mount', image: IMAGE, privileges: withReason(Privileges.none()) }],
    });
    const { containers, initContainers } = podOf(agent);

    expect(containers[0].securityContext).not.toHaveProperty('appArmorProfile');
    expect(initContainers[0].securityContext.appArmorProfile).toEqual({ type: 'Unconfined' });
  });

  test('says nothing for a privileged container, which has no profile', () => {
    expect(render(withReason(Privileges.privileged('is all-powerful')))).not.toHaveProperty('appArmorProfile');
  });

  test('needs a reason', () => {
    expect(() => Privileges.none().withoutAppArmor(' ')).toThrow('withoutAppArmor() needs a reason in words');
  });
});

describe('an account of a Windows container', () => {
  const windows = (privileges: Privileges) =>
    podOf(newAgent({ containers: [{ image: IMAGE, privileges }], nodes: NodeSet.windows() })).containers[0]
      .securityContext;

  test.each<[string, Privileges, object]>([
    [
      'ContainerUser',
      Privileges.none().asWindowsUser('ContainerUser'),
      { runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } },
    ],
    [
      'ContainerAdministrator',
      Privileges.none().asWindowsUser('ContainerAdministrator'),
      { runAsNonRoot: false, windowsOptions: { runAsUserName: 'ContainerAdministrator' } },
    ],
    [
      'an account of the node',
      Privileges.hostProcess('installs').asWindowsUser('NT AUTHORITY\\LocalService'),
      { runAsNonRoot: false, windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\LocalService' } },
    ],
  ])('may be %s', (_, privileges, context) => {
    expect(windows(privileges)).toEqual(context);
  });

  test('has a name', () => {
    expect(() => Privileges.none().asWindowsUser(' ')).toThrow('needs the name of an account');
  });
});
