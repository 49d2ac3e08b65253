import {
  AgentBootstrap,
  BootstrapDeadlock,
  BootstrapPlanDocument,
  NodeBootstrap,
} from '../../src/planner/bootstrap/bootstrap-document';

export function bootstrapPlan(
  nodes: NodeBootstrap[],
  more: Partial<BootstrapPlanDocument> = {},
): BootstrapPlanDocument {
  return {
    apiVersion: 'cdk8s-node-agents/v1alpha1',
    kind: 'BootstrapPlan',
    kubernetesVersion: '1.36',
    firstNode: false,
    nodes,
    virtualNodes: [],
    deadlocks: [],
    assumptions: [],
    ...more,
  };
}

/** A node that becomes Ready when its CNI agent starts. */
export function readyNode(names: string[], more: Partial<NodeBootstrap> = {}): NodeBootstrap {
  return {
    nodes: names,
    becomesReady: true,
    remainingTaints: [],
    agents: [{ daemonSet: 'net/cni', state: 'Running', phase: 1, blockedBy: [] }],
    phases: [{ starts: ['net/cni'], then: ['nodeNetwork', 'Ready'] }],
    ...more,
  };
}

/** An agent that is kept by a taint. */
export function heldBack(daemonSet: string, state: AgentBootstrap['state'], message: string): AgentBootstrap {
  return { daemonSet, state, blockedBy: [{ kind: 'taint', providedBy: [], message }] };
}

export function neverReadyNode(names: string[]): NodeBootstrap {
  return readyNode(names, {
    becomesReady: false,
    remainingTaints: [{ key: 'example.com/startup', effect: 'NoExecute' }],
    agents: [heldBack('net/cni', 'Absent', 'it does not tolerate example.com/startup:NoExecute')],
    phases: [],
  });
}

export function deadlock(names: string[], more: Partial<BootstrapDeadlock> = {}): BootstrapDeadlock {
  return {
    nodes: names,
    cycle: ['net/cni', 'taint example.com/startup:NoExecute', 'net/cni'],
    message: 'net/cni waits for the removal of taint example.com/startup:NoExecute, which net/cni removes',
    fixes: [
      {
        daemonSet: 'net/cni',
        message: 'tolerate example.com/startup:NoExecute',
        patch: [{ op: 'add', path: '/spec/template/spec/tolerations', value: [{ operator: 'Exists' }] }],
        typescript: "tolerations: TolerationSet.taint('example.com/startup')",
      },
    ],
    ...more,
  };
}
