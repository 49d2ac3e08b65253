import type { CatalogueGroup } from '../catalogue-agent';
import {
  CalicoBackend,
  CalicoEncapsulation,
  Cni,
  CniAgent,
  NodeLocalDns,
  NodeProxy,
  NodeSet,
  Proxy,
} from 'cdk8s-node-agents';

const podCidr = '10.244.0.0/16';
const apiServer = 'https://10.0.0.10:6443';
/** Each network plugin has nodes of its own: two of them on one node would take the pods' network from each other. */
const network = (name: string) => NodeSet.linux().withLabel('example.com/network', name);

export const NETWORK: CatalogueGroup = {
  namespace: 'network',
  title: 'Network',
  agents: [
    {
      name: 'Flannel',
      product: 'Cni.flannel',
      upstream: 'https://github.com/flannel-io/flannel/blob/master/Documentation/kube-flannel.yml',
      compose: (chart, id) => new CniAgent(chart, id, { cni: Cni.flannel({ podCidr }), nodes: network('flannel') }),
    },
    {
      name: 'Calico',
      product: 'Cni.calico',
      upstream: 'https://github.com/projectcalico/calico/blob/v3.32.1/manifests/calico.yaml',
      compose: (chart, id) =>
        new CniAgent(chart, id, { cni: Cni.calico({ ipv4PoolCidr: podCidr }), nodes: network('calico') }),
    },
    {
      name: 'Calico on Windows',
      product: 'Cni.calico',
      upstream: 'https://github.com/tigera/operator/blob/v1.42.3/pkg/render/windows.go',
      compose: (chart, id) =>
        new CniAgent(chart, id, {
          cni: Cni.calico({
            ipv4PoolCidr: podCidr,
            backend: CalicoBackend.VXLAN,
            encapsulation: CalicoEncapsulation.VXLAN,
            kubernetesServiceHost: '10.0.0.10',
            windows: { serviceCidrs: ['10.96.0.0/12'], dnsServers: ['10.96.0.10'] },
          }),
          nodes: NodeSet.windows(),
        }),
    },
    {
      name: 'Cilium',
      product: 'Cni.cilium',
      upstream: 'https://github.com/cilium/cilium/tree/main/install/kubernetes/cilium',
      compose: (chart, id) => new CniAgent(chart, id, { cni: Cni.cilium(), nodes: network('cilium') }),
    },
    {
      name: 'Multus',
      product: 'Cni.multus',
      upstream: 'https://github.com/k8snetworkplumbingwg/multus-cni/blob/v4.3.0/deployments/multus-daemonset-thick.yml',
      compose: (chart, id) => new CniAgent(chart, id, { cni: Cni.multus(), nodes: network('flannel') }),
    },
    {
      name: 'Weave Net',
      product: 'Cni.weave',
      upstream: 'https://github.com/weaveworks/weave/blob/master/prog/weave-kube/weave-daemonset-k8s-1.11.yaml',
      compose: (chart, id) => new CniAgent(chart, id, { cni: Cni.weave(), nodes: network('weave') }),
    },
    {
      name: 'kube-proxy',
      product: 'Proxy.kubeProxy',
      upstream: 'https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/addons/proxy/manifests.go',
      compose: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.kubeProxy({ apiServer }) }),
    },
    {
      name: 'kube-proxy on Windows',
      product: 'Proxy.kubeProxy',
      upstream: 'https://github.com/kubernetes-sigs/sig-windows-tools/tree/master/hostprocess/calico/kube-proxy',
      compose: (chart, id) =>
        new NodeProxy(chart, id, { proxy: Proxy.kubeProxy({ apiServer }), nodes: NodeSet.windows() }),
    },
    {
      name: 'Envoy',
      product: 'Proxy.envoy',
      upstream: 'https://github.com/projectcontour/contour/blob/main/examples/contour/03-envoy.yaml',
      compose: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.envoy({ config: 'admin: {}' }) }),
    },
    {
      name: 'NodeLocal DNS',
      upstream: 'https://github.com/kubernetes/kubernetes/tree/master/cluster/addons/dns/nodelocaldns',
      compose: (chart, id) =>
        new NodeLocalDns(chart, id, { clusterDnsIp: '10.96.0.10', metadata: { namespace: 'kube-system' } }),
    },
    {
      name: 'Istio CNI',
      product: 'Proxy.istioCni',
      upstream: 'https://github.com/istio/istio/tree/master/manifests/charts/istio-cni',
      compose: (chart, id) =>
        new NodeProxy(chart, id, { proxy: Proxy.istioCni({ ambient: true }), metadata: { name: 'istio-cni-node' } }),
    },
    {
      name: 'ztunnel',
      product: 'Proxy.ztunnel',
      upstream: 'https://github.com/istio/istio/tree/master/manifests/charts/ztunnel',
      compose: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.ztunnel() }),
    },
  ],
};
