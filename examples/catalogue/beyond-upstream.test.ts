import type { Chart } from 'cdk8s';
import type { CatalogueAgent } from './catalogue-agent';
import { factsOf } from '../../projenrc/catalogue/agent-facts';
import { beyondUpstream } from '../../projenrc/catalogue/beyond-upstream';
import type { UpstreamFacts } from '../../projenrc/catalogue/upstream-facts';
import {
  Cni,
  CniAgent,
  HostMount,
  NodeAgentDaemonSet,
  NodeInitializer,
  NodeProxy,
  Privileges,
  Proxy,
} from 'cdk8s-node-agents';

const NOTHING: UpstreamFacts = { source: 'nowhere', link: '', capabilities: [], writes: [], permissions: {} };

const beyond = (compose: CatalogueAgent['compose'], upstream: Partial<UpstreamFacts> = {}) =>
  beyondUpstream(factsOf({ name: 'agent', upstream: '', compose }, 'agents'), { ...NOTHING, ...upstream });

const flannel = (chart: Chart, id: string) =>
  new CniAgent(chart, id, { cni: Cni.flannel({ podCidr: '10.244.0.0/16' }) });

test('everything that an agent may do is more than nothing', () => {
  expect(beyond(flannel)).toEqual([
    'has DAC_OVERRIDE',
    'has NET_ADMIN',
    'has NET_RAW',
    'shares hostNetwork',
    'writes /etc/cni/net.d',
    'writes /opt/cni/bin',
    'writes /run/flannel',
    'writes /run/xtables.lock',
    'may get nodes',
    'may list nodes',
    'may watch nodes',
    'may patch nodes/status',
  ]);
});

test('what upstream may do too is no more', () => {
  const upstream = {
    capabilities: ['DEFAULT', 'NET_ADMIN'],
    hostNamespaces: ['hostNetwork', 'hostPID'],
    writes: ['/etc', '/opt/cni/bin', '/run'],
    permissions: { nodes: 'get list', '*': 'patch' },
  };
  expect(beyond(flannel, upstream)).toEqual(['may watch nodes']);
});

test('a path that is read is one that upstream reads or writes', () => {
  const mounts = [HostMount.logs(), HostMount.proc(), HostMount.path('/etc/machine-id')];
  const compose = (chart: Chart, id: string) =>
    new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'agent:1', hostMounts: mounts }] });
  expect(beyond(compose, { reads: ['/var/log/pods', '/proc'], writes: ['/etc'] })).toEqual(['reads /var/log']);
});

test('a path is not within another that begins alike', () => {
  const mounts = [HostMount.path('/var/lib/agent').writable()];
  const compose = (chart: Chart, id: string) =>
    new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'agent:1', hostMounts: mounts }] });
  expect(beyond(compose, { writes: ['/var/lib/agent-2', '/var/li'] })).toEqual(['writes /var/lib/agent']);
  expect(beyond(compose, { writes: ['/'] })).toEqual([]);
});

test('a container that stays privileged is more than one that is so at the start', () => {
  const start = (chart: Chart, id: string) => new NodeInitializer(chart, id, { script: 'true', reason: 'a test' });
  const stay = (chart: Chart, id: string) =>
    new NodeAgentDaemonSet(chart, id, {
      containers: [{ image: 'agent:1', privileges: Privileges.privileged('a test') }],
    });
  const upstream: Partial<UpstreamFacts> = { privileged: 'init', writes: ['/'] };
  expect(beyond(start, upstream)).toEqual([]);
  expect(beyond(stay, upstream)).toEqual(['is privileged (main)']);
});

test('a role that exists is told by its name', () => {
  const proxy = (chart: Chart, id: string) =>
    new NodeProxy(chart, id, { proxy: Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443' }) });
  expect(beyond(proxy)).toContain('is bound to system:node-proxier');
});
