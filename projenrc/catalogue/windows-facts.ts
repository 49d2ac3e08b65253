/** A product of the catalogue that its project also builds for Windows, or does not. */
export interface WindowsFacts {
  readonly product: string;
  /** The agent of the catalogue that is made for Windows, if the library makes one. */
  readonly agent?: string;
  /** What its project has for Windows, or that it has nothing for Kubernetes' nodes there. */
  readonly upstream: string;
  /** Where that was read. */
  readonly source: string;
}

/** What runs on Windows nodes, and what does not. Agents that are about Linux itself have no place here. */
export const ON_WINDOWS: WindowsFacts[] = [
  {
    product: 'Fluent Bit',
    agent: 'Fluent Bit on Windows',
    upstream: 'images for Windows Server 2022 and 2025',
    source: 'fluent/fluent-bit-docs installation/downloads/docker.md',
  },
  {
    product: 'OpenTelemetry Collector',
    agent: 'OpenTelemetry Collector on Windows',
    upstream: 'images for Windows Server 2019 and 2022',
    source: 'open-telemetry/opentelemetry-collector-releases distributions/otelcol-k8s/.goreleaser.yaml @ceccc19d',
  },
  {
    product: 'Node Exporter',
    agent: 'Windows Exporter',
    upstream: 'a sibling of its own, windows_exporter, as a HostProcess container',
    source: 'prometheus-community/helm-charts charts/prometheus-windows-exporter @43a82e944',
  },
  {
    product: 'EBS',
    agent: 'EBS on Windows',
    upstream: 'a DaemonSet for Windows, which asks csi-proxy',
    source: 'kubernetes-sigs/aws-ebs-csi-driver deploy/kubernetes/base/node-windows.yaml @429e202e',
  },
  {
    product: 'Image pre-puller',
    agent: 'Image pre-puller on Windows',
    upstream: 'nothing',
    source: 'jupyterhub/zero-to-jupyterhub-k8s jupyterhub/templates/image-puller',
  },
  {
    product: 'Datadog Agent',
    agent: 'Datadog Agent on Windows',
    upstream: 'the same image, with paths and pipes of Windows',
    source: 'DataDog/helm-charts test/datadog/baseline/manifests/default_all_windows.yaml @79f7c74fd',
  },
  {
    product: 'Grafana Alloy',
    agent: 'Grafana Alloy on Windows',
    upstream: 'an image for Windows Server 2022, and no chart for Windows nodes',
    source: 'grafana/alloy Dockerfile.windows, docs/sources/set-up/install/docker.md @66ebea856d',
  },
  {
    product: 'Aqua',
    agent: 'Aqua on Windows',
    upstream: 'a HostProcess container that installs the enforcer on its node, as a service of that',
    source: 'aquasecurity/aqua-helm enforcer/templates/enforcer-windows-daemonset.yaml @1eb6748',
  },
  {
    product: 'Sysdig',
    agent: 'Sysdig on Windows',
    upstream: 'a host shield for Windows as a HostProcess container, another program than the agent for Linux',
    source: 'sysdiglabs/charts charts/shield/templates/host/daemonset-windows.yaml @1e57ebb4c',
  },
  {
    product: 'kube-proxy',
    agent: 'kube-proxy on Windows',
    upstream: 'an image for each version, as a HostProcess container, for nodes with the network of Calico',
    source: 'kubernetes-sigs/sig-windows-tools hostprocess/calico/kube-proxy @401ee6f',
  },
  {
    product: 'Calico',
    agent: 'Calico on Windows',
    upstream:
      'images for Windows Server 2019 and 2022, as HostProcess containers that its operator makes; its manifests for Windows ' +
      'ended with 3.28',
    source: 'tigera/operator pkg/render/windows.go v1.42.3; projectcalico/calico @a75d724ad, metadata.mk v3.32.1',
  },
  {
    product: 'Node Problem Detector',
    agent: 'Node Problem Detector on Windows',
    upstream:
      'an image for Windows Server 2022, of which the reading of log files works, and the rest is hardly tested',
    source: 'kubernetes/node-problem-detector Dockerfile.windows, README.md, docs/release_process.md @6632ca67',
  },
  {
    product: 'Flannel',
    upstream:
      'a program for Windows, and no image; the HostProcess containers that others made of it, of Flannel 0.21, were withdrawn',
    source:
      'flannel-io/flannel Makefile @cdf76059; kubernetes-sigs/sig-windows-tools#387, hostprocess/flannel removed @729ae7c',
  },
  {
    product: 'Envoy',
    upstream: 'images for Windows until 1.28, and none since',
    source: 'envoyproxy/envoy#34324',
  },
  {
    product: 'Fluentd',
    upstream: 'no image with its plugins for Kubernetes: its project does not support the DaemonSet on Windows',
    source: 'fluent/fluentd-kubernetes-daemonset README.md @849b9e1e',
  },
  {
    product: 'Vector',
    upstream: 'a program for Windows, and no image; the source that reads logs of pods is tested on Linux alone',
    source:
      'vectordotdev/vector distribution/docker, website/cue/reference/components/sources/kubernetes_logs.cue @c3445d42, #2997',
  },
  {
    product: 'Filebeat',
    upstream: 'a program for Windows, and no image',
    source: 'elastic/beats#16814',
  },
  {
    product: 'Telegraf',
    upstream: 'a program for Windows, and no image',
    source: 'influxdata/telegraf#12760, influxdata/influxdata-docker#146',
  },
];
