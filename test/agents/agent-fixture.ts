import { ApiObject, App, Chart } from 'cdk8s';
import { NodeAgentDaemonSet } from '../../src/agents/node-agent-daemon-set';
import type { NodeAgentDaemonSetProps } from '../../src/agents/node-agent-daemon-set-props';
import type { NodeSet } from '../../src/agents/node-set';
import type { SelectorRequirement } from '../../src/kubernetes/label-selector';
import { nodeMatches } from '../../src/kubernetes/node-selector';

export const IMAGE = 'registry.example.com/agent:v1.2.3';

export function newChart(namespace = 'agents'): Chart {
  return new Chart(new App(), 'chart', { namespace });
}

export function newAgent(props: NodeAgentDaemonSetProps = {}, id = 'agent'): NodeAgentDaemonSet {
  return new NodeAgentDaemonSet(newChart(), id, { containers: [{ image: IMAGE }], ...props });
}

export function manifestOf(agent: NodeAgentDaemonSet): any {
  return ApiObject.of(agent).toJson();
}

export function podOf(agent: NodeAgentDaemonSet): any {
  return manifestOf(agent).spec.template.spec;
}

/** What synthesis says is wrong, without the paths of constructs; none when it succeeds. */
export function faultsOf(agent: NodeAgentDaemonSet): string[] {
  return agent.node.validate();
}

/** The labels a set asks of a node, as `kubernetes.io/os=linux` or as the scheduler's own matcher reads the affinity. */
export function selects(set: NodeSet, labels: Record<string, string>, name = 'node-1'): boolean {
  const pod = podOf(newAgent({ nodes: set }));
  const terms = pod.affinity?.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  return nodeMatches(
    {
      nodeSelector: new Map(Object.entries(pod.nodeSelector ?? {})),
      requiredTerms: terms?.map((term: Partial<Record<string, SelectorRequirement[]>>) => ({
        matchExpressions: term.matchExpressions ?? [],
        matchFields: term.matchFields ?? [],
      })),
    },
    { name, labels: new Map(Object.entries(labels)) },
  );
}

/** The alternatives of the required node affinity, each requirement as text: `type NotIn virtual-kubelet`. */
export function termsOf(agent: NodeAgentDaemonSet): string[][] {
  const required = podOf(agent).affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (required?.nodeSelectorTerms ?? []).map((term: any) =>
    [...(term.matchExpressions ?? []), ...(term.matchFields ?? [])].map(({ key, operator, values = [] }) =>
      [key, operator, ...values].join(' '),
    ),
  );
}
