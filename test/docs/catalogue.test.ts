import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../src';

const page = readFileSync(join(__dirname, '../../docs/catalogue.md'), 'utf8');
const [agents, systems] = page.split('\n## Which system is served by what\n');
const rows = [...systems.matchAll(/^\| (?!system|---)(.+?) \| (.+?) \| .*\|$/gm)].map(([, system, servedBy]) => ({
  system,
  servedBy,
}));

/** What introductions to the DaemonSet name, in many languages, and a construct that they must lead to. */
test.each<[named: string, servedBy: string]>([
  ['fluentd', 'Fluentd'],
  ['Fluentd to Elasticsearch', 'Fluentd'],
  ['Filebeat', 'Filebeat'],
  ['Logstash', 'Logstash'],
  ['Elasticsearch', 'LogOutput.elasticsearch'],
  ['Kafka', 'LogOutput.kafka'],
  ['Docker', 'LogFormat'],
  ['syslog', 'LogOutput.forward'],
  ['sidecars that ship the logs', 'LogCollector'],
  ['Prometheus Node Exporter', 'Node Exporter'],
  ['Prometheus and Grafana', 'Node Exporter'],
  ['cAdvisor', 'cAdvisor'],
  ['Datadog Agent', 'Datadog Agent'],
  ['Telegraf', 'Telegraf'],
  ['collectd', 'collectd'],
  ['CNI', 'Flannel'],
  ['Calico', 'Calico'],
  ['Cilium', 'Cilium'],
  ['Flannel', 'Flannel'],
  ['Weave', 'Weave Net'],
  ['kube-proxy', 'kube-proxy'],
  ['network proxies', 'Envoy'],
  ['Envoy', 'Envoy'],
  ['Istio', 'Istio CNI'],
  ['service meshes at layer 4', 'ztunnel'],
  ['addons', 'NodeLocal DNS'],
  ['Falco', 'Falco'],
  ['Sysdig', 'Sysdig'],
  ['OSSEC', 'Wazuh'],
  ['Aqua Security', 'Aqua'],
  ['intrusion detection', 'Wazuh'],
  ['storage drivers', 'EBS'],
  ['storage plugins', 'Any CSI driver'],
  ['backup of local disks', 'Backup of local disks'],
  ['snapshot agents', 'Backup of local disks'],
  ['drivers of GPUs', 'NVIDIA device plugin'],
  ['NVMe', 'Any device plugin'],
  ['NVIDIA device plugin', 'NVIDIA device plugin'],
  ['device plugins', 'Any device plugin'],
  ['Kata Containers', 'Kata Containers'],
  ['gVisor', 'gVisor'],
  ['pre-pullers', 'Image pre-puller'],
  ['node cleaners', 'Node cleaner'],
  ['old logs', 'Node cleaner'],
  ['volumes', 'Node cleaner'],
  ['node initializers', 'Node initializer'],
  ['maintenance scripts', 'Node initializer'],
  ['node maintenance', 'Kured'],
  ['netshoot', 'Node debugger'],
  ['debug agents', 'Node debugger'],
  ['edge devices', 'AgentVariants'],
  ['hardware of several kinds', 'AgentVariants'],
  ['init,', 'Node initializer'],
  ['upstart', 'Any agent'],
  ['systemd', 'Any agent'],
  ['bare pods', 'Any agent'],
  ['static pods', 'Any agent'],
  ['daemons of the cluster', 'Any agent'],
])('the page says what serves %s', (named, servedBy) => {
  const found = rows.filter(({ system }) => system.toLowerCase().includes(named.toLowerCase()));

  expect(found.flatMap((row) => row.servedBy.split(', ').map(nameOf))).toContain(servedBy);
});

test.each(rows)('what is said to serve $system is there', ({ servedBy }) => {
  for (const each of servedBy.split(', ')) {
    const link = /^\[(.+)\]\(#(.+)\)$/.exec(each);
    if (link) {
      expect(agents).toContain(`\n### ${link[1]}\n`);
      expect(link[2]).toBe(link[1].toLowerCase().replaceAll(' ', '-'));
    } else {
      const [owner, member] = nameOf(each).split('.');
      expect(library).toHaveProperty(member ? [owner, member] : owner);
    }
  }
});

/** `[Fluentd](#fluentd)` or `` `LogOutput.kafka` ``, without what makes it a link or code. */
function nameOf(cell: string): string {
  return cell.replace(/^\[(.+)\]\(.*\)$|^`(.+)`$/, '$1$2');
}
