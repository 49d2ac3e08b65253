import { unchecked } from './role-fixture';
import { Proxy } from '../../src/agents/node-proxy/proxy';

test.each<[string, () => unknown, string]>([
  [
    'a mode that is none',
    () => Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443', mode: unchecked('ipvss') }),
    'mode: "ipvss" is unknown; did you mean ipvs?',
  ],
  [
    'no network of pods',
    () => Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443', clusterCidrs: [] }),
    'clusterCidrs is empty',
  ],
  [
    'two networks of one family',
    () => Proxy.kubeProxy({ apiServer: 'https://10.0.0.10:6443', clusterCidrs: ['10.0.0.0/16', '10.1.0.0/16'] }),
    'write one network, or one of IPv4 and one of IPv6',
  ],
  [
    'a list for a configuration',
    () => Proxy.envoy({ config: '- admin: {}' }),
    'config is no YAML of a bootstrap configuration',
  ],
  [
    'a configuration that is no YAML',
    () => Proxy.envoy({ config: '{' }),
    'config is no YAML of a bootstrap configuration',
  ],
  [
    'a certificate given inline',
    () => Proxy.envoy({ config: 'admin: {}', tls: unchecked('-----BEGIN') }),
    'tls is no Secret',
  ],
  [
    'a log level of Istio CNI that is none',
    () => Proxy.istioCni({ logLevel: 'loud' }),
    'logLevel is "loud": write a level such as info or debug',
  ],
  ['a log level of ztunnel that is none', () => Proxy.ztunnel({ logLevel: 'info,xds' }), 'logLevel is "info,xds"'],
  ['a revision that is no name', () => Proxy.ztunnel({ revision: '1.30' }), 'revision is "1.30": it is no name'],
  [
    'a port that is none',
    () => Proxy.ztunnel({ caAddress: 'istiod.istio-system.svc:99999' }),
    'caAddress is "istiod.istio-system.svc:99999"',
  ],
  ['a cluster without a name', () => Proxy.ztunnel({ clusterName: '' }), 'clusterName is ""'],
  ['a network with a space', () => Proxy.ztunnel({ network: 'a b' }), 'network is "a b"'],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test.each(['info', 'debug', 'default:info,cni:debug', 'none'])('Istio CNI tells as much as %s', (logLevel) => {
  expect(() => Proxy.istioCni({ logLevel })).not.toThrow();
});

test.each(['info', 'info,ztunnel::xds=debug', 'off'])('ztunnel tells as much as %s', (logLevel) => {
  expect(() => Proxy.ztunnel({ logLevel })).not.toThrow();
});
