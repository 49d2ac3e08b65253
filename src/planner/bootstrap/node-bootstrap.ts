import { AgentBootstrap, BootstrapBlocker, BootstrapState, NodeBootstrap } from './bootstrap-document';
import { Blocker, blockersOf, waitInWords } from './deadlock/blockers';
import { shouldGo } from './deadlock/goal';
import { Moment, novelties } from './play/moment';
import { Stand } from './play/place-pods';
import { Played, missingFacts } from './play/play';
import { Taint, repels } from '../../kubernetes/taint';

/** What a bootstrap came to, without the names of the nodes. */
export function nodeBootstrap(played: Played): Omit<NodeBootstrap, 'nodes'> {
  const { end, phases, stands } = played;
  const opened = phases.findIndex(({ after }) => isOpen(played, after));
  return {
    becomesReady: end.facts.has('Ready'),
    remainingTaints: [...end.node.taints].map(written).sort(byKey),
    agents: stands.map((stand) => agentBootstrap(played, stand, opened)),
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
function isOpen({ stage }: Played, { node, facts }: Moment): boolean {
  return facts.has('Ready') && !node.taints.some((taint) => repels(taint) && shouldGo(stage, taint));
}

function agentBootstrap(played: Played, stand: Stand, opened: number): AgentBootstrap {
  const { actor } = stand;
  const state = stateOf(played, stand);
  const started = played.phases.findIndex(({ starts }) => starts.includes(actor));
  return {
    daemonSet: actor.agent.key,
    state,
    ...(state === 'Running' ? { phase: started + 1 } : {}),
    ...(state === 'Running' && opened >= 0 && started > opened ? { outrun: true } : {}),
    blockedBy: state === 'Running' ? [] : blockersOf(played, stand).map(told),
  };
}

function stateOf({ stage, end }: Played, { actor, pod, decision }: Stand): BootstrapState {
  if (pod?.placed) {
    return missingFacts(stage, actor, end.facts).length === 0 ? 'Running' : 'Waiting';
  }
  return pod || (!actor.daemon && (!decision.shouldRun || actor.agent.refusals.length === 0)) ? 'Pending' : 'Absent';
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
