import { requireCidr } from './cidr';
import { CILIUM_POOLS, toldKeys } from './cilium-config';
import { CiliumIpam, type CiliumOptions, CiliumRoutingMode, CiliumTunnelProtocol } from './cilium-options';
import { OptionFaults } from '../option-faults';

/** @throws with everything that is wrong or would have no effect */
export function requireValidCilium(options: CiliumOptions): void {
  const faults = OptionFaults.of('Cni.cilium', 'CiliumOptions', options);
  const { ipv4 = true, ipv6 = false, k8sServiceHost, k8sServicePort, clusterId, clusterName, mtu, config } = options;
  faults.require(ipv4 || ipv6, 'ipv4 is false: pods need addresses of one family at least, write ipv6: true');
  faults.word('ipam', options.ipam, CiliumIpam);
  faults.word('routingMode', options.routingMode, CiliumRoutingMode);
  faults.word('tunnelProtocol', options.tunnelProtocol, CiliumTunnelProtocol);
  faults.secret('hubbleTls', options.hubbleTls);
  requirePools(faults, options, ipv4, ipv6);
  requireRouting(faults, options, ipv4, ipv6);
  faults.require(
    !options.kubeProxyReplacement || k8sServiceHost !== undefined,
    'kubeProxyReplacement needs k8sServiceHost: the address of the API server as a Service works only once Cilium does',
  );
  if (k8sServiceHost !== undefined) faults.host('k8sServiceHost', k8sServiceHost);
  if (k8sServicePort !== undefined) {
    faults.port('k8sServicePort', k8sServicePort);
    faults.require(k8sServiceHost !== undefined, 'k8sServicePort has no effect without k8sServiceHost');
  }
  faults.require(
    clusterId === undefined || isWithin(clusterId, 0, 255),
    `clusterId is ${clusterId}: it is a whole number from 0 to 255`,
  );
  faults.require(
    clusterName === undefined || /^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/.test(clusterName),
    `clusterName is ${JSON.stringify(clusterName)}: write at most 32 lower case letters, digits and "-"`,
  );
  faults.require(
    !clusterId || (clusterName !== undefined && clusterName !== 'default'),
    `clusterId is ${clusterId}: a cluster of a mesh needs a clusterName of its own`,
  );
  faults.require(mtu === undefined || isWithin(mtu, 1280, 65535), `mtu is ${mtu}: it is from 1280 to 65535 bytes`);
  const told = toldKeys(options);
  for (const key of Object.keys(config ?? {})) {
    faults.require(/^[a-z0-9][-a-z0-9.]*$/.test(key), `config: ${JSON.stringify(key)} is no name of a setting`);
    faults.require(!told.includes(key), `config: ${key} is said by an option of its own`);
  }
  faults.throwIfAny();
}

function requirePools(faults: OptionFaults, options: CiliumOptions, ipv4: boolean, ipv6: boolean): void {
  const { clusterPoolIpv4PodCidrs, clusterPoolIpv4MaskSize, clusterPoolIpv6PodCidrs, clusterPoolIpv6MaskSize } =
    options;
  const pools = Object.entries({
    clusterPoolIpv4PodCidrs,
    clusterPoolIpv4MaskSize,
    clusterPoolIpv6PodCidrs,
    clusterPoolIpv6MaskSize,
  }).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (options.ipam === CiliumIpam.KUBERNETES) {
    faults.require(
      pools.length === 0,
      `${pools.join(', ')} would have no effect: with CiliumIpam.KUBERNETES the controller manager has the addresses`,
    );
    return;
  }
  requirePool(faults, 4, ipv4, clusterPoolIpv4PodCidrs, clusterPoolIpv4MaskSize, 24);
  requirePool(faults, 6, ipv6, clusterPoolIpv6PodCidrs, clusterPoolIpv6MaskSize, 120);
}

function requirePool(
  faults: OptionFaults,
  family: 4 | 6,
  enabled: boolean,
  cidrs: string[] | undefined,
  maskSize: number | undefined,
  defaultMaskSize: number,
): void {
  const cidrsName = `clusterPoolIpv${family}PodCidrs`;
  const maskName = `clusterPoolIpv${family}MaskSize`;
  faults.require(
    enabled || (cidrs === undefined && maskSize === undefined),
    `${cidrsName} and ${maskName} would have no effect without ipv${family}: true`,
  );
  faults.require(cidrs?.length !== 0, `${cidrsName} is empty`);
  const longest = family === 4 ? 32 : 128;
  const mask = maskSize ?? defaultMaskSize;
  if (faults.require(isWithin(mask, 1, longest), `${maskName} is ${mask}: it is from 1 to ${longest} bits`)) {
    // A pool holds the part of one node at least.
    for (const cidr of cidrs ?? CILIUM_POOLS[family]) requireCidr(faults, cidrsName, cidr, family, mask);
  }
}

function requireRouting(faults: OptionFaults, options: CiliumOptions, ipv4: boolean, ipv6: boolean): void {
  const { routingMode, tunnelProtocol, autoDirectNodeRoutes, ipv4NativeRoutingCidr, ipv6NativeRoutingCidr } = options;
  if (ipv4NativeRoutingCidr !== undefined) requireCidr(faults, 'ipv4NativeRoutingCidr', ipv4NativeRoutingCidr, 4, 32);
  if (ipv6NativeRoutingCidr !== undefined) requireCidr(faults, 'ipv6NativeRoutingCidr', ipv6NativeRoutingCidr, 6, 128);
  if (routingMode === CiliumRoutingMode.NATIVE) {
    const fault = 'is needed: packets to addresses outside get the address of the node';
    faults.require(!ipv4 || ipv4NativeRoutingCidr !== undefined, `ipv4NativeRoutingCidr ${fault}`);
    faults.require(!ipv6 || ipv6NativeRoutingCidr !== undefined, `ipv6NativeRoutingCidr ${fault}`);
    faults.require(tunnelProtocol === undefined, 'tunnelProtocol would have no effect with native routing');
  } else {
    faults.require(!autoDirectNodeRoutes, 'autoDirectNodeRoutes needs routingMode: CiliumRoutingMode.NATIVE');
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
