import { HostPathVolumeType } from 'cdk8s-plus-28';
import { IMAGE, newAgent, podOf } from './agent-fixture';
import { HostMount } from '../../src/agents/host-mount';

function volumes(...hostMounts: HostMount[]): any[] {
  return podOf(newAgent({ containers: [{ image: IMAGE, hostMounts }] })).volumes;
}

test('mounts of one path share a volume, whatever the container and the mount path', () => {
  const agent = newAgent({
    containers: [
      { image: IMAGE, name: 'a', hostMounts: [HostMount.logs()] },
      { image: IMAGE, name: 'b', hostMounts: [HostMount.logs().at('/logs').writable()] },
    ],
  });
  expect(podOf(agent).volumes).toEqual([{ name: 'host-var-log', hostPath: { path: '/var/log', type: 'Directory' } }]);
});

test('one path with two types is two volumes', () => {
  const create = HostMount.logs().orCreate().at('/elsewhere');
  expect(volumes(HostMount.logs(), create).map(({ hostPath }) => hostPath.type)).toEqual([
    'Directory',
    'DirectoryOrCreate',
  ]);
});

test('paths that read alike get names of their own', () => {
  const names = volumes(HostMount.path('/var/log'), HostMount.path('/var-log'), HostMount.path('/VAR/LOG')).map(
    (v) => v.name,
  );
  expect(new Set(names).size).toBe(3);
  expect(names[0]).toBe('host-var-log');
});

test('names are DNS labels of at most 63 characters, also where only the end of two paths differs', () => {
  const long = `/${'very-long-directory/'.repeat(6)}`;
  const names = volumes(
    HostMount.path(`${long}a`),
    HostMount.path(`${long}b`),
    HostMount.path('/etc/agent.d/_x_', { type: HostPathVolumeType.FILE }),
    HostMount.root(),
  ).map((volume) => volume.name);
  expect(new Set(names).size).toBe(4);
  for (const name of names) {
    expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  }
});
