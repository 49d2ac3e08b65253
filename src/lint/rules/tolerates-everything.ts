import { nodeMatches } from '../../kubernetes/node-selector';
import { tolerationToString } from '../../kubernetes/toleration';
import { LintAgent } from '../lint-agent';
import { VIRTUAL_LABELS } from '../node-kind';
import { isNodeNetwork } from '../node-role';
import { LintRule } from '../rule';

export const toleratesEverything: LintRule = {
  id: 'tolerates-everything',
  severity: 'warning',
  title: 'The agent tolerates every taint, and does not say why.',
  why:
    'A toleration without a key tolerates control planes, virtual nodes, the startup taints that keep pods away ' +
    'until the network works, and the taints of every pool that is yet to come. Only what brings up a node itself ' +
    'needs that; it does no harm to an agent on the host network that keeps off virtual nodes.',
  see: [
    'kubernetes-sigs/secrets-store-csi-driver#1177',
    'CrowdStrike/falcon-helm#118',
    'METR/hawk#1420',
    'aws-observability/helm-charts#58',
  ],
  check: (agent) => {
    const { planned, manifest } = agent;
    if (isNodeNetwork(manifest) || (planned.pod.hostNetwork && !takesVirtualNodes(agent))) {
      return [];
    }
    const keyless = planned.daemonSet.template.spec.tolerations.filter(
      ({ key, operator, effect }) => !key && operator === 'Exists' && effect !== 'PreferNoSchedule',
    );
    const everything =
      keyless.some(({ effect }) => !effect) ||
      ['NoSchedule', 'NoExecute'].every((each) => keyless.some(({ effect }) => effect === each));
    return everything
      ? [
          {
            message: `tolerates every taint: ${keyless.map(tolerationToString).join(', ')}`,
            fix: 'name the taints: {key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule}; or say why in the annotation cdk8s-node-agents/lint.tolerates-everything',
          },
        ]
      : [];
  },
};

/** Whether node selector and node affinity let the agent on a virtual node that has no other labels of note. */
function takesVirtualNodes({ planned }: LintAgent): boolean {
  return VIRTUAL_LABELS.some((label) =>
    nodeMatches(planned.daemonSet.template.spec, {
      name: 'virtual',
      labels: new Map([label, ['kubernetes.io/os', 'linux']]),
    }),
  );
}
