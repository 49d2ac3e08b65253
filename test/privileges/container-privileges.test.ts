import { reportOf } from './privilege-fixture';
import { daemonSet } from '../fixtures';

function containerOf(securityContext: object | undefined, pod: object = {}) {
  const spec = { securityContext: pod, containers: [{ name: 'agent', securityContext }] };
  return reportOf([daemonSet('agent', spec)]).agents[0].containers[0];
}

test.each<[string, object | undefined, object, object]>([
  ['says nothing', undefined, {}, { user: 'image', privileged: false, allowPrivilegeEscalation: true }],
  ['is root', { runAsUser: 0 }, { runAsUser: 1000 }, { user: 'root', runAsUser: 0 }],
  ['is who its pod is', {}, { runAsUser: 1000 }, { user: 'nonRoot', runAsUser: 1000 }],
  ['is anybody but root', { runAsNonRoot: true }, {}, { user: 'nonRoot', runAsUser: undefined }],
  ['takes back that it is not root', { runAsNonRoot: false }, { runAsNonRoot: true }, { user: 'image' }],
  ['cannot gain privileges', { allowPrivilegeEscalation: false }, {}, { allowPrivilegeEscalation: false }],
  [
    'may do everything',
    { privileged: true, readOnlyRootFilesystem: true },
    {},
    { privileged: true, allowPrivilegeEscalation: true, readOnlyRootFilesystem: true },
  ],
  [
    'has SYS_ADMIN, which gains privileges',
    { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } },
    {},
    { addedCapabilities: ['SYS_ADMIN'], droppedCapabilities: ['ALL'], allowPrivilegeEscalation: true },
  ],
])('a container that %s', (_, own, pod, expected) => {
  expect(containerOf(own, pod)).toMatchObject(expected);
});

test('init containers come first and are marked', () => {
  const spec = { initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }] };
  const [{ containers }] = reportOf([daemonSet('agent', spec)]).agents;
  expect(containers.map(({ name, init }) => [name, init])).toEqual([
    ['setup', true],
    ['proxy', true],
    ['agent', false],
  ]);
});
