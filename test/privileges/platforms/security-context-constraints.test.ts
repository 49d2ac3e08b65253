import { secured, mounting } from './platform-fixture';
import { kubernetesVersion } from '../../../src/kubernetes/kubernetes-version';
import { Field } from '../../../src/kubernetes/manifest/field';
import { platformAgent } from '../../../src/privileges/platforms/platform-rule';
import { CONSTRAINTS, refusedBy } from '../../../src/privileges/platforms/security-context-constraints';
import { manifestOf } from '../../kubernetes/fixture';

function admittedBy(daemonSet: any): string[] {
  const agent = platformAgent(Field.of(manifestOf(daemonSet), []), [], kubernetesVersion());
  return CONSTRAINTS.filter((each) => refusedBy(each, agent).length === 0).map(({ name }) => name);
}

const ALL = CONSTRAINTS.map(({ name }) => name);
const RUNTIME_DEFAULT = { seccompProfile: { type: 'RuntimeDefault' } };

test.each<[string, any, string[]]>([
  ['asks for nothing', secured('a', undefined), ALL],
  [
    'names its seccomp profile',
    secured('a', RUNTIME_DEFAULT),
    ['restricted-v2', 'nonroot-v2', 'hostnetwork-v2', 'node-exporter', 'privileged'],
  ],
  [
    'names its user',
    secured('a', { runAsUser: 1000 }),
    ['nonroot-v2', 'anyuid', 'hostmount-anyuid', 'hostmount-anyuid-v2', 'node-exporter', 'privileged'],
  ],
  [
    'is root',
    secured('a', { runAsUser: 0 }),
    ['anyuid', 'hostmount-anyuid', 'hostmount-anyuid-v2', 'node-exporter', 'privileged'],
  ],
  [
    'is on the host network',
    secured('a', undefined, { hostNetwork: true }, { ports: [{ containerPort: 9100 }] }),
    ['hostnetwork-v2', 'hostnetwork', 'hostaccess', 'node-exporter', 'privileged'],
  ],
  [
    'mounts the node',
    mounting('a', ['/var/log:ro']),
    ['hostmount-anyuid', 'hostmount-anyuid-v2', 'hostaccess', 'node-exporter', 'privileged'],
  ],
  [
    'mounts the node with a seccomp profile',
    mounting('a', ['/sys:ro'], RUNTIME_DEFAULT),
    ['node-exporter', 'privileged'],
  ],
  ['shares the IPC of the node', secured('a', undefined, { hostIPC: true }), ['hostaccess', 'privileged']],
  ['may load eBPF', secured('a', { capabilities: { add: ['BPF'] } }), ['privileged']],
  [
    'binds low ports',
    secured('a', { capabilities: { add: ['NET_BIND_SERVICE'] } }),
    ['restricted-v2', 'nonroot-v2', 'hostnetwork-v2', 'privileged'],
  ],
  ['is privileged', secured('a', { privileged: true }), ['node-exporter', 'privileged']],
  [
    'runs as spc_t',
    mounting('a', ['/var/log:ro'], { seLinuxOptions: { type: 'spc_t' } }),
    ['hostmount-anyuid-v2', 'node-exporter', 'privileged'],
  ],
])('an agent that %s is admitted by the constraints that allow it', (_, daemonSet, expected) => {
  expect(admittedBy(daemonSet)).toEqual(expected);
});
