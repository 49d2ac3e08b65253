import { backendOf, calicoEnvironment } from './calico-config';
import { CalicoBackend, type CalicoOnWindows, type CalicoOptions } from './calico-options';

/** Identifier of the VXLAN, which is that of Felix on Linux nodes. */
const VXLAN_VNI = 4096;
/** First half of the addresses of interfaces, by which Windows nodes find each other. */
const VXLAN_MAC_PREFIX = '0E-2A';

/** Where the plugin and its configuration are installed. */
export function cniDirectories({ cniBinDirectory, cniConfigDirectory }: CalicoOnWindows): {
  bin: string;
  conf: string;
} {
  return { bin: cniBinDirectory ?? 'C:\\opt\\cni\\bin', conf: cniConfigDirectory ?? 'C:\\etc\\cni\\net.d' };
}

/**
 * What the agent is told by its environment on Windows nodes, beside what it is told everywhere.
 *
 * @see https://github.com/tigera/operator/blob/v1.42.3/pkg/render/windows.go windowsEnvVars
 */
export function calicoEnvironmentOnWindows(
  options: CalicoOptions,
  { vxlanAdapter = '' }: CalicoOnWindows,
): Record<string, string> {
  const told = calicoEnvironment(options);
  return {
    ...told,
    CALICO_NETWORKING_BACKEND: modeOf(options),
    CLUSTER_TYPE: `${told.CLUSTER_TYPE},windows`,
    CALICO_MANAGE_CNI: 'true',
    CNI_PLUGIN_TYPE: 'Calico',
    KUBE_NETWORK: 'Calico.*',
    VXLAN_VNI: String(VXLAN_VNI),
    VXLAN_ADAPTER: vxlanAdapter,
  };
}

/**
 * The configuration of the plugin. The words between underscores are filled in on the node.
 *
 * @see https://docs.tigera.io/calico/latest/reference/configure-cni-plugins
 */
export function calicoCniConfigOnWindows(options: CalicoOptions, windows: CalicoOnWindows): object {
  const { serviceCidrs, dnsServers } = windows;
  return {
    name: 'Calico',
    cniVersion: '0.3.1',
    plugins: [
      {
        type: 'calico',
        name: 'Calico',
        windows_use_single_network: true,
        windows_loopback_DSR: '__DSR_SUPPORT__',
        mode: modeOf(options),
        vxlan_mac_prefix: VXLAN_MAC_PREFIX,
        vxlan_vni: VXLAN_VNI,
        mtu: options.mtu ?? 0,
        log_level: 'info',
        log_file_path: 'c:/var/log/calico/cni/cni.log',
        datastore_type: 'kubernetes',
        nodename: '__KUBERNETES_NODE_NAME__',
        nodename_file: '__NODENAME_FILE__',
        nodename_file_optional: true,
        capabilities: { dns: true },
        DNS: { Nameservers: dnsServers, Search: ['svc.cluster.local'] },
        ipam: { type: 'calico-ipam', subnet: 'usePodCidr' },
        policy: { type: 'k8s' },
        kubernetes: { kubeconfig: `${cniDirectories(windows).conf.replaceAll('\\', '/')}/calico-kubeconfig` },
        policies: [
          endpointPolicy({ Type: 'OutBoundNAT', ExceptionList: serviceCidrs }),
          ...serviceCidrs.map((cidr) => endpointPolicy({ Type: 'SDNROUTE', DestinationPrefix: cidr, NeedEncap: true })),
        ],
      },
    ],
  };
}

/** A policy of the network service of Windows. */
function endpointPolicy(value: object): object {
  return { Name: 'EndpointPolicy', Value: value };
}

function modeOf(options: CalicoOptions): string {
  return backendOf(options) === CalicoBackend.BIRD ? 'windows-bgp' : 'vxlan';
}
