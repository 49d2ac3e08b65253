import { describePlatformRule, inNamespace, mounting, secured } from './platform-fixture';
import { namespace } from '../privilege-fixture';

const exporter = secured('exporter', undefined, { hostNetwork: true });

describePlatformRule('talos-pod-security', [
  [
    'node exporter in a namespace without a label',
    [exporter],
    'exporter: namespace agents enforces baseline by default, which refuses its pods: host namespaces',
  ],
  [
    'a Namespace that says nothing of it',
    [exporter, namespace('agents', { warn: 'baseline' })],
    'exporter: namespace agents enforces baseline by default, which refuses its pods: host namespaces',
  ],
  ['a Namespace that enforces privileged', [exporter, namespace('agents', { enforce: 'privileged' })]],
  ['kube-system is exempt', [inNamespace('kube-system', exporter)]],
  ['an agent that passes baseline', [secured('plain', undefined)]],
]);

describePlatformRule('talos-read-only-path', [
  [
    'a storage driver keeps its configuration: hpe-storage/csi-driver#379',
    [mounting('hpe', ['/etc/hpe-storage', '/var/lib/kubelet'])],
    'hpe: writes /etc/hpe-storage of the node, which is part of a read-only image',
  ],
  [
    'a network plugin installs its tool: kubeovn/kube-ovn#2707',
    [mounting('ovn', ['/usr/local/bin', '/etc/origin', '/opt/cni/bin', '/etc/cni/net.d'])],
    'ovn: writes /etc/origin of the node, which is part of a read-only image',
    'ovn: writes /usr/local/bin of the node, which is part of a read-only image',
  ],
  ['flannel', [mounting('flannel', ['/run/flannel', '/opt/cni/bin', '/etc/cni/net.d', '/run/xtables.lock'])]],
  ['modules to read', [mounting('proxy', ['/lib/modules:ro'])]],
]);

describePlatformRule('talos-capabilities', [
  [
    'Cilium as it comes: cilium/cilium#20636',
    [secured('cilium', { capabilities: { add: ['NET_ADMIN', 'SYS_MODULE', 'SYS_ADMIN'] } })],
    'cilium: container agent adds SYS_MODULE, with which it does not start',
  ],
  ['without the capability', [secured('cilium', { capabilities: { add: ['NET_ADMIN', 'SYS_ADMIN'] } })]],
  [
    'privileged, which takes what there is',
    [secured('cilium', { privileged: true, capabilities: { add: ['SYS_MODULE'] } })],
  ],
]);

describePlatformRule('talos-no-systemd', [
  [
    'a collector reads the journal',
    [mounting('promtail', ['/var/log/journal:ro', '/var/run/dbus:ro', '/var/log/pods:ro'])],
    'promtail: mounts /var/log/journal of the node, where Talos has nothing',
    'promtail: mounts /var/run/dbus of the node, where Talos has nothing',
  ],
  ['logs of containers', [mounting('promtail', ['/var/log:ro', '/var/log/pods:ro'])]],
]);

describePlatformRule('talos-non-root-logs', [
  [
    'a collector that is not root: siderolabs/talos#9630',
    [mounting('otel', ['/var/log/pods:ro'], { runAsUser: 10001, runAsNonRoot: true })],
    'otel: container agent reads /var/log/pods of the node, which Talos may close to it',
  ],
  ['root', [mounting('otel', ['/var/log/pods:ro'], { runAsUser: 0 })]],
  ['another user that reads something else', [mounting('exporter', ['/proc:ro'], { runAsUser: 65534 })]],
]);

describePlatformRule('talos-host-shell', [
  [
    'systemctl of the node',
    [
      secured(
        'setup',
        { privileged: true },
        {},
        { command: ['nsenter', '-t1', '-m', 'systemctl', 'restart', 'iscsid'] },
      ),
    ],
    'setup: container agent runs a program of the node: nsenter -t1 -m systemctl',
  ],
  ['a program that it brings along', [secured('setup', { privileged: true }, {}, { command: ['/bin/setup'] })]],
]);
