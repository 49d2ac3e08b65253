import * as kplus from 'cdk8s-plus-28';

const READ = ['get', 'list', 'watch'];

/**
 * What the agent asks of the API server.
 *
 * @see https://github.com/cilium/cilium/blob/main/install/kubernetes/cilium/templates/cilium-agent/clusterrole.yaml
 */
export const CILIUM_RULES: kplus.ClusterRolePolicyRule[] = [
  { verbs: READ, endpoints: [kplus.ApiResource.NETWORK_POLICIES] },
  { verbs: READ, endpoints: [kplus.ApiResource.ENDPOINT_SLICES] },
  {
    verbs: READ,
    endpoints: [
      kplus.ApiResource.NAMESPACES,
      kplus.ApiResource.SERVICES,
      kplus.ApiResource.PODS,
      kplus.ApiResource.NODES,
    ],
  },
  { verbs: READ, endpoints: [kplus.ApiResource.CUSTOM_RESOURCE_DEFINITIONS] },
  {
    verbs: ['list', 'watch'],
    endpoints: cilium(
      'ciliumbgpadvertisements',
      'ciliumbgpnodeconfigs',
      'ciliumbgppeerconfigs',
      'ciliumcidrgroups',
      'ciliumclusterwideenvoyconfigs',
      'ciliumclusterwidenetworkpolicies',
      'ciliumdatapathplugins',
      'ciliumegressgatewaypolicies',
      'ciliumendpoints',
      'ciliumendpointslices',
      'ciliumenvoyconfigs',
      'ciliumidentities',
      'ciliuml2announcementpolicies',
      'ciliumloadbalancerippools',
      'ciliumlocalredirectpolicies',
      'ciliumnetworkpolicies',
      'ciliumnodeconfigs',
      'ciliumnodes',
      'ciliumpodippools',
    ),
  },
  { verbs: ['create'], endpoints: cilium('ciliumidentities', 'ciliumendpoints', 'ciliumnodes') },
  { verbs: ['update'], endpoints: cilium('ciliumidentities') },
  { verbs: ['delete', 'get'], endpoints: cilium('ciliumendpoints') },
  { verbs: ['get', 'update'], endpoints: cilium('ciliumnodes', 'ciliumnodes/status') },
  {
    verbs: ['patch'],
    endpoints: cilium(
      'ciliumendpoints',
      'ciliumendpoints/status',
      'ciliuml2announcementpolicies/status',
      'ciliumbgpnodeconfigs/status',
    ),
  },
];

function cilium(...resourceTypes: string[]): kplus.ApiResource[] {
  return resourceTypes.map((resourceType) => kplus.ApiResource.custom({ apiGroup: 'cilium.io', resourceType }));
}
