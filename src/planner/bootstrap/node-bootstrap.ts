import { AgentBootstrap, BootstrapBlocker, BootstrapState, NodeBootstrap } from './bootstrap-document';
import { Blocker, blockersOf, waitInWords } from './deadlock/blockers';
import { shouldGo } from './deadlock/goal';
import { Moment, novelties } from './simulation/moment';
import { Stand } from './simulation/place-pods';
import { Bootstrap, missingFacts } from './simulation/simulate-bootstrap';
import { Taint, repels } from '../../kubernetes/taint';

/** What a bootstrap came to, without the names of the nodes. */
export function nodeBootstrap(bootstrap: Bootstrap): Omit<NodeBootstrap, 'nodes'> {
  const { end, phases, stands } = bootstrap;
  const opened = phases.findIndex(({ after }) => isOpen(bootstrap, after));
  return {
    becomesReady: end.facts.has('Ready'),
    ...(end.facts.has('Ready') ? { readyInPhase: 1 + phases.findIndex(({ after }) => after.facts.has('Ready')) } : {}),
    remainingTaints: [...end.node.taints].map(written).sort(byKey),
    agents: stands.map((stand) => agentBootstrap(bootstrap, stand, opened)),
    phases: phases.map(({ starts, before, after }) => ({
      starts: starts.map(({ agent }) => agent.key),
      then: novelties(before, after),
    })),
  };
}

function written({ key, value, effect }: Taint): Taint {
  return { key, ...(value ? { value } : {}), effect };
}

function byKey(a: Taint, b: Taint): number {
  return a.key === b.key ? (a.effect < b.effect ? -1 : 1) : a.key < b.key ? -1 : 1;
}

/** Whether workloads may start: the node is Ready, and what taints it still has are there to stay. */
function isOpen({ setup }: Bootstrap, { node, facts }: Moment): boolean {
  return facts.has('Ready') && !node.taints.some((taint) => repels(taint) && shouldGo(setup, taint));
}

function agentBootstrap(bootstrap: Bootstrap, stand: Stand, opened: number): AgentBootstrap {
  const { workload } = stand;
  const state = stateOf(bootstrap, stand);
  const started = bootstrap.phases.findIndex(({ starts }) => starts.includes(workload));
  return {
    daemonSet: workload.agent.key,
    state,
    ...(state === 'Running' ? { phase: started + 1 } : {}),
    ...(state === 'Running' && opened >= 0 && started > opened ? { outrun: true } : {}),
    blockedBy: state === 'Running' ? [] : blockersOf(bootstrap, stand).map(told),
  };
}

function stateOf({ setup, end }: Bootstrap, { workload, pod, decision }: Stand): BootstrapState {
  if (pod?.placed) {
    return missingFacts(setup, workload, end.facts).length === 0 ? 'Running' : 'Waiting';
  }
  return pod || (!workload.daemon && (!decision.shouldRun || workload.agent.refusals.length === 0))
    ? 'Pending'
    : 'Absent';
}

function told(blocker: Blocker): BootstrapBlocker {
  const { kind, taint, label, fact, resource, providers } = blocker;
  return {
    kind,
    ...(taint ? { taint: written(taint) } : {}),
    ...(label === undefined ? {} : { label }),
    ...(fact === undefined ? {} : { fact }),
    ...(resource === undefined ? {} : { resource }),
    providedBy: providers.map(({ agent }) => agent.key),
    message: waitInWords(blocker),
  };
}
