import * as kplus from 'cdk8s-plus-28';

const READ = ['get', 'list', 'watch'];
const WRITE = ['get', 'list', 'create', 'update', 'delete'];

/**
 * What the agent asks of the API server: as upstream's manifest, without what migrates from older versions, reads the
 * configuration of kubeadm, or is for KubeVirt.
 *
 * @see https://github.com/projectcalico/calico/blob/v3.32.1/manifests/calico.yaml ClusterRole calico-node
 */
export const CALICO_NODE_RULES: kplus.ClusterRolePolicyRule[] = [
  {
    verbs: READ,
    endpoints: [
      kplus.ApiResource.PODS,
      kplus.ApiResource.NODES,
      kplus.ApiResource.NAMESPACES,
      kplus.ApiResource.SERVICES,
      kplus.ApiResource.ENDPOINTS,
    ],
  },
  { verbs: ['list', 'watch'], endpoints: [kplus.ApiResource.SERVICE_ACCOUNTS, kplus.ApiResource.ENDPOINT_SLICES] },
  {
    verbs: ['list', 'watch'],
    endpoints: [
      kplus.ApiResource.NETWORK_POLICIES,
      kplus.ApiResource.custom({
        apiGroup: 'policy.networking.k8s.io',
        resourceType: 'clusternetworkpolicies',
      }),
    ],
  },
  { verbs: ['patch', 'update'], endpoints: [core('nodes/status')] },
  { verbs: ['patch'], endpoints: [core('pods/status')] },
  {
    verbs: READ,
    endpoints: calico(
      'bgpconfigurations',
      'bgpfilters',
      'bgppeers',
      'blockaffinities',
      'caliconodestatuses',
      'clusterinformations',
      'felixconfigurations',
      'globalbgpconfigs',
      'globalfelixconfigs',
      'globalnetworkpolicies',
      'globalnetworksets',
      'hostendpoints',
      'ipamblocks',
      'ippools',
      'ipreservations',
      'networkpolicies',
      'networksets',
      'stagedglobalnetworkpolicies',
      'stagedkubernetesnetworkpolicies',
      'stagednetworkpolicies',
      'tiers',
    ),
  },
  { verbs: ['create'], endpoints: calico('tiers') },
  {
    verbs: ['create', 'update'],
    endpoints: calico('bgpconfigurations', 'clusterinformations', 'felixconfigurations', 'ippools'),
  },
  { verbs: ['update'], endpoints: calico('caliconodestatuses') },
  { verbs: WRITE, endpoints: calico('blockaffinities', 'ipamblocks', 'ipamhandles') },
  { verbs: ['get', 'create'], endpoints: calico('ipamconfigs', 'ipamconfigurations') },
];

/** What the plugin asks when the kubelet starts and ends pods. */
export const CALICO_CNI_RULES: kplus.ClusterRolePolicyRule[] = [
  {
    verbs: ['get'],
    endpoints: [kplus.ApiResource.PODS, kplus.ApiResource.NODES, kplus.ApiResource.NAMESPACES],
  },
  { verbs: ['patch'], endpoints: [core('pods/status')] },
  {
    verbs: WRITE,
    endpoints: calico(
      'blockaffinities',
      'clusterinformations',
      'ipamblocks',
      'ipamconfigs',
      'ipamconfigurations',
      'ipamhandles',
      'ippools',
      'ipreservations',
    ),
  },
];

function core(resourceType: string): kplus.ApiResource {
  return kplus.ApiResource.custom({ apiGroup: '', resourceType });
}

function calico(...resourceTypes: string[]): kplus.ApiResource[] {
  return resourceTypes.map((resourceType) =>
    kplus.ApiResource.custom({ apiGroup: 'crd.projectcalico.org', resourceType }),
  );
}
