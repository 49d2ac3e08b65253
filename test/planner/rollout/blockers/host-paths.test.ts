import { readDaemonSet } from '../../../../src/kubernetes/daemon-set';
import { manifestsOf } from '../../../../src/kubernetes/manifest/read-manifests';
import { hostPathsWritten } from '../../../../src/planner/rollout/blockers/host-paths';
import { daemonSet } from '../../../fixtures';

test('the paths that some container may write to are found, each once and sorted', () => {
  const manifest = daemonSet('logs', {
    volumes: [
      { name: 'state', hostPath: { path: '/var/lib/logs' } },
      { name: 'again', hostPath: { path: '/var/lib/logs', type: 'DirectoryOrCreate' } },
      { name: 'log', hostPath: { path: '/var/log' } },
      { name: 'read', hostPath: { path: '/etc' } },
      { name: 'unused', hostPath: { path: '/srv' } },
      { name: 'runtime', hostPath: { path: '/run/containerd.sock', type: 'Socket' } },
      { name: 'scratch', emptyDir: {} },
    ],
    containers: [
      {
        name: 'a',
        image: 'a:1',
        volumeMounts: [{ name: 'state' }, { name: 'read', readOnly: true }, { name: 'runtime' }],
      },
      {
        name: 'b',
        image: 'b:1',
        volumeMounts: [{ name: 'log' }, { name: 'again' }, { name: 'scratch' }, { name: 'no' }],
      },
    ],
  });
  expect(hostPathsWritten(readDaemonSet(manifestsOf([manifest], [])[0], []))).toEqual(['/var/lib/logs', '/var/log']);
});
