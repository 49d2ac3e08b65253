import { FlannelBackend } from '../../../src/agents/cni-agent/flannel-backend';

test.each<[string, FlannelBackend, object]>([
  ['VXLAN with the kernel’s numbers', FlannelBackend.vxlan(), { Type: 'vxlan' }],
  [
    'VXLAN with numbers of its own',
    FlannelBackend.vxlan({ vni: 7, port: 4789, directRouting: true, mtu: 1400 }),
    { Type: 'vxlan', VNI: 7, Port: 4789, DirectRouting: true, MTU: 1400 },
  ],
  ['routes alone', FlannelBackend.hostGateway(), { Type: 'host-gw' }],
  [
    'WireGuard',
    FlannelBackend.wireguard({ port: 51999, mtu: 1420 }),
    { Type: 'wireguard', ListenPort: 51999, MTU: 1420 },
  ],
])('%s is written in Flannel’s words', (_, backend, config) => {
  expect(JSON.parse(JSON.stringify(backend._config))).toEqual(config);
});

test.each<[() => FlannelBackend, string]>([
  [() => FlannelBackend.vxlan({ vni: 0 }), 'vni is 0: it is from 1 to 16777215'],
  [() => FlannelBackend.vxlan({ vni: 2 ** 24 }), 'vni is 16777216'],
  [() => FlannelBackend.vxlan({ port: 70000 }), 'port is 70000'],
  [() => FlannelBackend.vxlan({ mtu: 1279 }), 'mtu is 1279: it is from 1280 to 65535 bytes'],
  [() => FlannelBackend.wireguard({ mtu: 1400.5 }), 'mtu is 1400.5'],
])('a number out of its range fails (%#)', (build, message) => {
  expect(build).toThrow(message);
});
