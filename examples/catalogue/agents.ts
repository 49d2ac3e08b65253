import { Duration } from 'cdk8s';
import type { CatalogueGroup } from './catalogue-agent';
import {
  CleanUp,
  Cni,
  CniAgent,
  Collector,
  CsiDriver,
  CsiNodeDriver,
  Device,
  DevicePlugin,
  ImagePrePuller,
  LogCollector,
  LogOutput,
  NodeAgentDaemonSet,
  NodeCleaner,
  NodeDebugger,
  NodeExporter,
  NodeInitializer,
  NodeProblemDetector,
  NodeProxy,
  NodeSet,
  Proxy,
  RebootManager,
} from 'cdk8s-node-agents';

const elasticsearch = LogOutput.elasticsearch({ host: 'logs.example.com' });
const loki = LogOutput.loki({ url: 'https://loki.example.com' });
const podCidr = '10.244.0.0/16';
const apiServer = 'https://10.0.0.10:6443';

/** Each network plugin has nodes of its own: two of them on one node would take the pods' network from each other. */
const network = (name: string) => NodeSet.linux().withLabel('example.com/network', name);

/** Every role of the library with each of its products. */
export const CATALOGUE: CatalogueGroup[] = [
  {
    namespace: 'logging',
    title: 'Logs',
    agents: [
      {
        name: 'Fluent Bit',
        product: 'Collector.fluentBit',
        upstream: 'https://github.com/fluent/helm-charts/tree/main/charts/fluent-bit',
        compose: (chart, id) =>
          new LogCollector(chart, id, { collector: Collector.fluentBit({ output: elasticsearch }) }),
      },
      {
        name: 'Fluentd',
        product: 'Collector.fluentd',
        upstream: 'https://github.com/fluent/fluentd-kubernetes-daemonset',
        compose: (chart, id) =>
          new LogCollector(chart, id, { collector: Collector.fluentd({ output: elasticsearch }) }),
      },
      {
        name: 'Vector',
        product: 'Collector.vector',
        upstream: 'https://github.com/vectordotdev/helm-charts/tree/develop/charts/vector',
        compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.vector({ output: elasticsearch }) }),
      },
      {
        name: 'OpenTelemetry Collector',
        product: 'Collector.openTelemetry',
        upstream:
          'https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector',
        compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.openTelemetry({ output: loki }) }),
      },
      {
        name: 'Filebeat',
        product: 'Collector.filebeat',
        upstream: 'https://github.com/elastic/beats/blob/main/deploy/kubernetes/filebeat-kubernetes.yaml',
        compose: (chart, id) =>
          new LogCollector(chart, id, { collector: Collector.filebeat({ output: elasticsearch }) }),
      },
      {
        name: 'Grafana Alloy',
        product: 'Collector.alloy',
        upstream: 'https://github.com/grafana/alloy/tree/main/operations/helm/charts/alloy',
        compose: (chart, id) => new LogCollector(chart, id, { collector: Collector.alloy({ output: loki }) }),
      },
      {
        name: 'Logstash',
        product: 'Collector.logstash',
        upstream: 'https://www.elastic.co/docs/reference/logstash',
        compose: (chart, id) =>
          new LogCollector(chart, id, { collector: Collector.logstash({ output: elasticsearch }) }),
      },
    ],
  },
  {
    namespace: 'monitoring',
    title: 'Metrics',
    agents: [
      {
        name: 'Node Exporter',
        upstream: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-node-exporter',
        compose: (chart, id) => new NodeExporter(chart, id),
      },
    ],
  },
  {
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
        name: 'kube-proxy',
        product: 'Proxy.kubeProxy',
        upstream:
          'https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/addons/proxy/manifests.go',
        compose: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.kubeProxy({ apiServer }) }),
      },
      {
        name: 'Envoy',
        product: 'Proxy.envoy',
        upstream: 'https://github.com/projectcontour/contour/blob/main/examples/contour/03-envoy.yaml',
        compose: (chart, id) => new NodeProxy(chart, id, { proxy: Proxy.envoy({ config: 'admin: {}' }) }),
      },
    ],
  },
  {
    namespace: 'storage',
    title: 'Storage',
    agents: [
      {
        name: 'EBS',
        product: 'CsiDriver.ebs',
        upstream: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/deploy/kubernetes/base/node.yaml',
        compose: (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.ebs() }),
      },
      {
        name: 'NFS',
        product: 'CsiDriver.nfs',
        upstream: 'https://github.com/kubernetes-csi/csi-driver-nfs/blob/master/deploy/csi-nfs-node.yaml',
        compose: (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.nfs() }),
      },
      {
        name: 'Any CSI driver',
        product: 'CsiDriver.of',
        upstream: 'https://kubernetes-csi.github.io/docs/deploying.html',
        compose: (chart, id) =>
          new CsiNodeDriver(chart, id, {
            driver: CsiDriver.of('disk.example.com', { image: 'registry.example.com/disk-driver:1.4.0' }),
          }),
      },
    ],
  },
  {
    namespace: 'devices',
    title: 'Devices',
    agents: [
      {
        name: 'NVIDIA device plugin',
        product: 'Device.nvidia',
        upstream: 'https://github.com/NVIDIA/k8s-device-plugin/tree/main/deployments/static',
        compose: (chart, id) => new DevicePlugin(chart, id, { device: Device.nvidia() }),
      },
      {
        name: 'Any device plugin',
        product: 'Device.of',
        upstream: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
        compose: (chart, id) =>
          new DevicePlugin(chart, id, {
            device: Device.of('example.com/fpga', { image: 'registry.example.com/fpga-plugin:2.1.0' }),
          }),
      },
    ],
  },
  {
    namespace: 'node-care',
    title: 'Care of nodes',
    agents: [
      {
        name: 'Image pre-puller',
        upstream: 'https://github.com/jupyterhub/zero-to-jupyterhub-k8s/tree/main/jupyterhub/templates/image-puller',
        compose: (chart, id) => new ImagePrePuller(chart, id, { images: ['registry.example.com/notebook:2026.11'] }),
      },
      {
        name: 'Node cleaner',
        upstream: 'https://github.com/eraser-dev/eraser',
        compose: (chart, id) =>
          new NodeCleaner(chart, id, {
            cleanUps: [CleanUp.files('/var/log/audit', { olderThan: Duration.days(14) }), CleanUp.unusedImages()],
          }),
      },
      {
        name: 'Node initializer',
        upstream: 'https://github.com/GoogleCloudPlatform/k8s-node-tools',
        compose: (chart, id) =>
          new NodeInitializer(chart, id, {
            script: 'sysctl -w vm.max_map_count=262144',
            reason: 'a setting of the whole node',
          }),
      },
      {
        name: 'Node debugger',
        upstream: 'https://github.com/nicolaka/netshoot',
        compose: (chart, id) => new NodeDebugger(chart, id),
      },
      {
        name: 'Node Problem Detector',
        upstream: 'https://github.com/kubernetes/node-problem-detector/tree/master/deployment',
        compose: (chart, id) => new NodeProblemDetector(chart, id),
      },
      {
        name: 'Kured',
        upstream: 'https://github.com/kubereboot/kured',
        compose: (chart, id) => new RebootManager(chart, id),
      },
      {
        name: 'Any agent',
        upstream: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
        compose: (chart, id) =>
          new NodeAgentDaemonSet(chart, id, { containers: [{ image: 'registry.example.com/agent:1.0.0' }] }),
      },
    ],
  },
];
