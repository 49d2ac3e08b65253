import { isIP } from 'net';
import { backendOf, encapsulationOf } from './calico-config';
import { CalicoBackend, CalicoEncapsulation, type CalicoOnWindows, type CalicoOptions } from './calico-options';
import { requireCidr } from './cidr';
import { OptionFaults } from '../option-faults';

/**
 * What Calico must be told to work on Windows nodes.
 *
 * @throws with everything that is missing, or that Windows has not
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/limitations
 */
export function requireCalicoOnWindows(options: CalicoOptions): CalicoOnWindows {
  const { windows, kubernetesServiceHost, ipv4PoolCidr, ipv6PoolCidr } = options;
  const faults = new OptionFaults('Cni.calico on Windows nodes');
  if (faults.require(windows !== undefined, 'windows is missing: write windows: { serviceCidrs, dnsServers }')) {
    requireNetwork(faults, windows!);
  }
  faults.require(
    kubernetesServiceHost !== undefined,
    'kubernetesServiceHost is missing: Services work there only once there are networks, so write the address of the API server',
  );
  faults.require(
    ipv4PoolCidr !== undefined,
    'ipv4PoolCidr is missing: Calico gives pods of Windows IPv4 addresses alone',
  );
  faults.require(ipv6PoolCidr === undefined, 'ipv6PoolCidr: Calico gives pods of Windows no IPv6 addresses');
  const encapsulation = encapsulationOf(options);
  const needed = backendOf(options) === CalicoBackend.BIRD ? CalicoEncapsulation.NONE : CalicoEncapsulation.VXLAN;
  faults.require(
    encapsulation === needed,
    `encapsulation is ${encapsulation}: Windows has None with the backend BIRD, and VXLAN with the backend VXLAN; ` +
      'write that for the agents of all nodes',
  );
  faults.require(!options.nftables, 'nftables would have no effect: leave it out');
  faults.require(options.cniImage === undefined, 'cniImage is that of Linux nodes: write windows: { cniImage }');
  faults.throwIfAny();
  return windows!;
}

function requireNetwork(faults: OptionFaults, windows: CalicoOnWindows): void {
  const { serviceCidrs = [], dnsServers = [], vxlanAdapter } = windows;
  faults.require(serviceCidrs.length > 0, 'windows.serviceCidrs is empty: write the networks of Services');
  for (const cidr of serviceCidrs) requireCidr(faults, 'windows.serviceCidrs', cidr, 4, 32);
  faults.require(dnsServers.length > 0, 'windows.dnsServers is empty: write the address of the Service of DNS');
  for (const address of dnsServers) {
    faults.require(isIP(address) === 4, `windows.dnsServers: ${JSON.stringify(address)} is no IPv4 address`);
  }
  faults.require(vxlanAdapter !== '', 'windows.vxlanAdapter is empty: leave it out');
  for (const name of ['cniBinDirectory', 'cniConfigDirectory'] as const) {
    const path = windows[name];
    faults.require(
      path === undefined || (/^C:(\\[^\\/:*?"<>|\p{Cc}]+)+$/iu.test(path) && !path.split('\\').includes('..')),
      `windows.${name} is ${JSON.stringify(path)}: write a path of the drive C such as C:\\opt\\cni\\bin`,
    );
  }
}
