import { AgentContainer } from '../agent-manifest';
import { LintRule } from '../rule';
import { imageRepository } from '../words';

/** Ports on which agents listen for others unless told otherwise, by how the repository of their image ends. */
const LISTENS: readonly [image: string, ports: readonly number[]][] = [
  ['node-exporter', [9100]],
  ['kube-proxy', [10256]],
  ['metallb/speaker', [7946]],
  ['metallb-speaker', [7946]],
  ['k8s-dns-node-cache', [53, 8080, 9253]],
  ['amazon-k8s-cni', [61678]],
];

/** A flag with the address to listen on, such as `--web.listen-address=[$(HOST_IP)]:9100`; the node's own calls aside. */
const LISTEN_FLAG = /^--?[\w.-]*listen[\w.-]*=(?!127\.|localhost:|\[::1\]:).*:(\d{2,5})$/;
const LISTEN = /^--?[\w.-]*listen[\w.-]*=/;

export const undeclaredHostPort: LintRule = {
  id: 'undeclared-host-port',
  severity: 'warning',
  title: 'The agent binds a port of the host network that its pod does not declare.',
  why:
    'The scheduler only knows declared ports. Two agents that bind the same one are placed on one node, and the ' +
    'second crashes for ever instead of staying Pending with a reason; plans cannot see it coming.',
  see: ['signalfx/splunk-otel-collector-chart#841', 'prometheus/node_exporter#2871', 'dash0hq/dash0-operator#1359'],
  check: ({ planned, manifest }) => {
    if (!planned.pod.hostNetwork) {
      return [];
    }
    const declared = new Set(planned.footprint.hostPorts.map(({ port }) => port));
    return manifest.containers
      .filter(({ init }) => !init)
      .flatMap((container) => {
        const missing = listensOn(container).filter((port) => !declared.has(port));
        return missing.length > 0
          ? [
              {
                message: `container ${container.name} listens on ${missing.join(', ')} of the host network and declares no such port`,
                fix: `declare ports: [${missing.map((port) => `{containerPort: ${port}, hostPort: ${port}}`).join(', ')}]`,
              },
            ]
          : [];
      });
  },
};

/** Where the process listens: where its flags say, or where it does without. */
function listensOn({ image, words }: AgentContainer): number[] {
  const told = words.flatMap((word) => LISTEN_FLAG.exec(word)?.[1] ?? []).map(Number);
  const repository = imageRepository(image);
  const known = LISTENS.find(([end]) => repository === end || repository.endsWith(`/${end}`));
  return words.some((word) => LISTEN.test(word)) ? told : [...(known?.[1] ?? [])];
}
