import { sysctls } from '../../../../src/kubernetes/pod-security/controls/sysctls';
import { brokenBy, describeControl } from '../control-fixture';

const spec = (...names: string[]) => ({ securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } });

describeControl(sysctls, [
  [
    'forbidden sysctls',
    { spec: spec('kernel.shm_rmid_forced', 'kernel.msgmax', 'net.core.somaxconn') },
    'spec.securityContext.sysctls[1].name=kernel.msgmax',
    'spec.securityContext.sysctls[2].name=net.core.somaxconn',
  ],
  ['safe ones', { spec: spec('net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range') }],
]);

test.each([
  ['net.ipv4.ip_unprivileged_port_start', 25],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', Infinity],
])('%s is safe since 1.%d', (name, since) => {
  const minors = Array.from({ length: 12 }, (_, i) => 25 + i);
  const allowed = minors.filter((minor) => brokenBy(sysctls, { spec: spec(name), minor }).length === 0);
  expect(allowed).toEqual(minors.filter((minor) => minor >= since));
});
