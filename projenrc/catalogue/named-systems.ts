/** A system that introductions to the DaemonSet name as a use of it, or as where its agents send to. */
export interface NamedSystem {
  readonly system: string;
  /** What serves it: names of agents of the catalogue, or members of the library such as `LogOutput.kafka`. */
  readonly by: string[];
  /** In what way, where that is not plain. */
  readonly how?: string;
}

/** Every one of them, by what it is for. */
export const NAMED_SYSTEMS: Record<string, NamedSystem[]> = {
  Logs: [
    { system: 'Fluentd', by: ['Fluentd'] },
    { system: 'Fluentd to Elasticsearch', by: ['Fluentd', 'LogOutput.elasticsearch'] },
    { system: 'Fluent Bit', by: ['Fluent Bit'] },
    { system: 'Filebeat', by: ['Filebeat'] },
    { system: 'Logstash', by: ['Logstash'], how: 'receives from the Beats of its node' },
    { system: 'Elasticsearch', by: ['LogOutput.elasticsearch'] },
    { system: 'Kafka', by: ['LogOutput.kafka'] },
    {
      system: 'Syslog, central log servers',
      by: ['LogOutput.forward', 'LogOutput.http'],
      how: 'by an aggregator that takes either',
    },
    {
      system: 'Logs of Docker',
      by: ['LogFormat'],
      how: '`LogFormat.DOCKER` reads what the log driver json-file writes',
    },
    {
      system: 'Sidecars that ship the logs of their pod',
      by: ['Fluent Bit', 'Vector', 'LogCollector'],
      how: 'one collector on each node reads what all its containers print',
    },
  ],
  Metrics: [
    { system: 'Prometheus Node Exporter', by: ['Node Exporter'] },
    { system: 'cAdvisor', by: ['cAdvisor'] },
    { system: 'Datadog Agent', by: ['Datadog Agent'] },
    { system: 'Telegraf', by: ['Telegraf'] },
    { system: 'collectd', by: ['collectd'] },
    {
      system: 'Prometheus and Grafana',
      by: ['Node Exporter', 'Grafana Alloy'],
      how: 'scrape the agents by their Services',
    },
  ],
  Network: [
    { system: 'Calico', by: ['Calico'] },
    { system: 'Cilium', by: ['Cilium'] },
    { system: 'Flannel', by: ['Flannel'] },
    { system: 'Weave', by: ['Weave Net'] },
    { system: 'kube-proxy', by: ['kube-proxy'], how: 'of any version by `image`; by iptables, IPVS or nftables' },
    { system: 'Envoy', by: ['Envoy'] },
    {
      system: 'Agents of addons',
      by: ['kube-proxy', 'NodeLocal DNS', 'Any agent'],
    },
    {
      system: 'Sidecars of Istio, service meshes at layer 4',
      by: ['Istio CNI', 'ztunnel'],
      how: 'the mesh without sidecars, an agent on each node',
    },
    { system: 'Network plugins (CNI)', by: ['Flannel', 'Calico', 'Cilium', 'Weave Net', 'Multus'] },
    { system: 'DNS on every node', by: ['NodeLocal DNS'] },
    { system: 'Network proxies', by: ['kube-proxy', 'Envoy', 'ztunnel'] },
  ],
  Security: [
    { system: 'Falco', by: ['Falco'] },
    { system: 'Sysdig', by: ['Sysdig'] },
    { system: 'OSSEC', by: ['Wazuh'], how: 'Wazuh is its successor' },
    { system: 'Aqua Security', by: ['Aqua'] },
    { system: 'Intrusion detection', by: ['Falco', 'Wazuh'] },
  ],
  'Storage and devices': [
    { system: 'Storage drivers', by: ['EBS', 'NFS', 'Any CSI driver'] },
    { system: 'Agents of storage plugins', by: ['Any CSI driver'] },
    { system: 'NVIDIA device plugin, drivers of GPUs', by: ['NVIDIA device plugin', 'DCGM exporter'] },
    { system: 'Device plugins', by: ['NVIDIA device plugin', 'Any device plugin'] },
    { system: 'Plugins of other devices, such as NVMe', by: ['Any device plugin'] },
    { system: 'Backup of local disks', by: ['Backup of local disks'] },
    { system: 'Snapshot agents', by: ['Backup of local disks', 'Any CSI driver'] },
  ],
  'Runtimes and nodes': [
    { system: 'Kata Containers', by: ['Kata Containers'] },
    { system: 'gVisor', by: ['gVisor'] },
    { system: 'Pre-pullers of images', by: ['Image pre-puller'] },
    { system: 'Cleaners of volumes and old logs', by: ['Node cleaner'] },
    { system: 'Node cleaners', by: ['Node cleaner'] },
    { system: 'Node initializers, maintenance scripts', by: ['Node initializer'] },
    { system: 'netshoot, debug agents', by: ['Node debugger'] },
    { system: 'Node maintenance', by: ['Kured', 'Node Problem Detector'] },
    { system: 'Agents of edge devices', by: ['AgentVariants'], how: 'one agent in a variant for each kind of node' },
    {
      system: 'Agents on hardware of several kinds',
      by: ['AgentVariants'],
      how: 'with other flags, images and resources for each',
    },
    {
      system: 'Static pods, bare pods, daemons of init, upstart or systemd',
      by: ['Node initializer', 'Any agent'],
      how: 'what they are replaced by',
    },
    { system: 'Daemons of the cluster, or of your own', by: ['Any agent'] },
  ],
};
