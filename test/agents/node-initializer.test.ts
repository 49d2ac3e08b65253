import { Manifests, synthesize } from './role-fixture';
import { NodeInitializer, NodeInitializerProps } from '../../src/agents/node-initializer';
import { NodeSet } from '../../src/agents/node-set';

const SCRIPT = 'sysctl -w vm.max_map_count=262144';

function manifests(props: Partial<NodeInitializerProps> = {}): Manifests {
  const required = { script: SCRIPT, reason: 'a setting of the whole node' };
  return synthesize((chart) => new NodeInitializer(chart, 'sysctl', { ...required, ...props }));
}

const agent = manifests();
const init = agent.pod.initContainers[0];

test('the script runs with the file system of the node as its own, and the manifest says why it may', () => {
  expect(init.command[2]).toBe('exec chroot /host /bin/sh -eu -s < /initialize/initialize.sh');
  expect(init.securityContext.privileged).toBe(true);
  expect(init.volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(['/initialize', '/host']);
  expect(agent.one('ConfigMap').data['initialize.sh']).toBe(`${SCRIPT}\n`);
  expect(agent.daemonSet.metadata.annotations['cdk8s-node-agents/privileged']).toBe(
    'initialize: a setting of the whole node',
  );
});

test('what waits afterwards has neither privileges nor mounts', () => {
  expect(agent.container.image).toContain('/pause:');
  expect(agent.container.securityContext).not.toHaveProperty('privileged');
  expect(agent.container.volumeMounts).toBeUndefined();
  expect(agent.pod.automountServiceAccountToken).toBe(false);
});

test('only nodes with the label are set up, among those that are chosen', () => {
  const chosen = manifests({ optIn: 'example.com/sysctl=on', nodes: NodeSet.linux().withArch('arm64') });

  expect(JSON.stringify(agent.pod.affinity)).toContain(
    '"cdk8s-node-agents/initialize","operator":"In","values":["sysctl"]',
  );
  expect(JSON.stringify(chosen.pod.affinity)).toContain('"example.com/sysctl","operator":"In","values":["on"]');
  expect(JSON.stringify(chosen.pod.affinity)).toContain('"arm64"');
});

test('another script runs again everywhere', () => {
  expect(agent.checksum).toMatch(/^[0-9a-f]{64}$/);
  expect(manifests({ script: 'true' }).checksum).not.toBe(agent.checksum);
});

test('a script may bring its own tools', () => {
  const own = manifests({ chroot: false, scriptImage: 'registry.example.com/tools:1', hostPid: true });

  expect(own.pod.initContainers[0]).toMatchObject({
    image: 'registry.example.com/tools:1',
    command: ['/bin/sh', '-eu', '/initialize/initialize.sh'],
  });
  expect(own.pod.hostPID).toBe(true);
});

test('everything wrong is told at once', () => {
  expect(() => manifests({ script: ' ', reason: '', optIn: 'yes' })).toThrow(
    [
      'NodeInitializer: script is empty: there is nothing to do',
      'NodeInitializer: reason is empty: say in words why the script has to change the node',
      'NodeInitializer: optIn is "yes": write a label as key=value',
    ].join('\n'),
  );
});

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});
