import { forbiddenAmong, PodSecurityControl } from '../control';

/** Sysctls that belong to the pod alone, by the first minor of the policy that allows them. */
const SAFE: readonly { readonly since: number; readonly names: readonly string[] }[] = [
  {
    since: 0,
    names: [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  },
  { since: 27, names: ['net.ipv4.ip_local_reserved_ports'] },
  {
    since: 29,
    names: [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  },
  { since: 32, names: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
];

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_sysctls.go */
export const sysctls: PodSecurityControl = {
  id: 'sysctls',
  level: 'baseline',
  reason: 'forbidden sysctls',
  violations: ({ securityContext }, minor) => {
    const safe = SAFE.filter(({ since }) => since <= minor).flatMap(({ names }) => names);
    return forbiddenAmong(
      securityContext
        .get('sysctls')
        .items()
        .map((sysctl) => sysctl.get('name')),
      (name) => !safe.includes(name.string() ?? ''),
    );
  },
};
