import { NodePods, PodState, nodePods } from '../../../src/planner/rollout/node-pods';
import { PodProspect } from '../../../src/planner/rollout/pod-prospect';
import { RolloutClass } from '../../../src/planner/rollout/rollout-class';
import { RolloutRules } from '../../../src/planner/rollout/rollout-rules';

/** A pod object as the controller finds it. */
interface Pod {
  readonly node: number;
  readonly revision: 'old' | 'new';
  readonly created: number;
  bound: boolean;
  available: boolean;
  deleted: boolean;
}

/** What was seen while the controller ran. */
export interface Observation {
  readonly pods: NodePods[];
  readonly peakUnavailable: number;
  readonly peakSurge: number;
  /** Most unavailable at once among the nodes of each zone. */
  readonly perZone: ReadonlyMap<string, number>;
}

/** In place of random numbers: nodes are taken in their order, and nothing happens while the controller has work. */
export const inOrder = () => 0.9;

/**
 * The DaemonSet controller as its source has it: at every sync it looks at all pods anew, and takes nodes in an order that
 * `random` decides; so it does which of the things that can happen to pods happens next. Slow, and meant to be compared
 * with what is fast.
 */
export function observe(nodes: readonly RolloutClass[], rules: RolloutRules, random: () => number): Observation {
  let clock = 0;
  let pods: Pod[] = nodes.flatMap(({ pods: { old, fresh } }, node) => [
    ...podAt(node, 'old', old),
    ...podAt(node, 'new', fresh),
  ]);
  let peakUnavailable = 0;
  let peakSurge = 0;
  const perZone = new Map<string, number>();
  watch();
  for (;;) {
    const events = possibleEvents();
    const eventFirst = events.length > 0 && random() < 0.5;
    if (eventFirst || !sync()) {
      if (events.length === 0) {
        break;
      }
      pick(events)();
      watch();
    }
  }
  return { pods: nodes.map((_, i) => podsLeft(i)), peakUnavailable, peakSurge, perZone };

  function podAt(node: number, revision: Pod['revision'], state: PodState): Pod[] {
    const created = (clock += 1);
    return state === 'absent'
      ? []
      : [
          {
            node,
            revision,
            created,
            bound: state !== 'pending',
            available: state === 'available',
            deleted: state === 'terminating',
          },
        ];
  }

  function podsOn(node: number): Pod[] {
    return pods.filter((pod) => pod.node === node);
  }

  function live(node: number, revision?: Pod['revision']): Pod[] {
    return podsOn(node).filter((pod) => !pod.deleted && (revision === undefined || pod.revision === revision));
  }

  /** Everything outside the controller that can happen now. */
  function possibleEvents(): (() => void)[] {
    return pods.flatMap((pod) => {
      const node = nodes[pod.node];
      if (pod.deleted) {
        return node.lost && pod.bound ? [] : [() => void (pods = pods.filter((each) => each !== pod))];
      }
      if (pod.revision === 'old') {
        return [];
      }
      if (!pod.bound) {
        const others = podsOn(pod.node).filter((each) => each.revision === 'old' && each.bound);
        const prospect: PodProspect = others.length > 0 ? node.prospects.beside : node.prospects.alone;
        if (prospect.state !== 'bound' || (prospect.evictsOwn && others.some(({ deleted }) => deleted))) {
          return [];
        }
        return [() => (prospect.evictsOwn ? others.forEach(remove) : void (pod.bound = true))];
      }
      return !pod.available && node.becomesReady && !node.lost ? [() => void (pod.available = true)] : [];
    });
  }

  function sync(): boolean {
    const before = JSON.stringify(pods);
    manage();
    watch();
    if (JSON.stringify(pods) === before && rules.strategy.type === 'RollingUpdate') {
      rollingUpdate();
      watch();
    }
    return JSON.stringify(pods) !== before;
  }

  function manage(): void {
    for (const [i, { decision }] of shuffled([...nodes.entries()])) {
      const running = live(i);
      if (!decision.shouldContinueRunning) {
        running.forEach(remove);
      } else if (!rules.allowsSurge) {
        if (decision.shouldRun && podsOn(i).length === 0) {
          create(i);
        }
      } else if (running.length === 0) {
        if (decision.shouldRun) {
          create(i);
        }
      } else if (running.length > 1) {
        const [old] = live(i, 'old');
        const [fresh] = live(i, 'new');
        if (!old.available || fresh.available) {
          remove(old);
        }
      }
    }
  }

  function rollingUpdate(): void {
    const looked = shuffled([...nodes.keys()]).filter((i) => podsOn(i).length > 0 || nodes[i].decision.shouldRun);
    if (rules.strategy.maxSurge === 0) {
      deleteFirst(looked);
    } else {
      surge(looked);
    }
  }

  function deleteFirst(looked: readonly number[]): void {
    let unavailable = 0;
    const forced: Pod[] = [];
    const candidates: Pod[] = [];
    for (const i of looked) {
      const [old] = live(i, 'old');
      const [fresh] = live(i, 'new');
      if ((!old && !fresh) || (old && fresh)) {
        unavailable += 1;
      } else if (fresh) {
        unavailable += fresh.available ? 0 : 1;
      } else if (!old.available) {
        forced.push(old);
        unavailable += rules.brokenPodsTakeBudget ? 1 : 0;
      } else if (unavailable < rules.strategy.maxUnavailable) {
        candidates.push(old);
      }
    }
    const room = Math.max(0, rules.strategy.maxUnavailable - unavailable);
    [...forced, ...candidates.slice(0, room)].forEach(remove);
  }

  function surge(looked: readonly number[]): void {
    let surging = 0;
    let available = 0;
    const removed: Pod[] = [];
    const sunset: Pod[] = [];
    const forced: number[] = [];
    const candidates: number[] = [];
    for (const i of looked) {
      const [old] = live(i, 'old');
      const [fresh] = live(i, 'new');
      available += (old ?? fresh)?.available ? 1 : 0;
      const leaves = rules.surgeLeavesUnwantedNodes && !nodes[i].decision.shouldRun;
      if (old && fresh) {
        if (fresh.available) {
          removed.push(old);
        } else {
          surging += 1;
        }
      } else if (old && !old.available) {
        if (leaves) {
          removed.push(old);
        } else {
          forced.push(i);
        }
      } else if (old && leaves) {
        sunset.push(old);
      } else if (old && surging < rules.strategy.maxSurge) {
        candidates.push(i);
      }
    }
    const spare = Math.max(0, available - rules.desired);
    const room = Math.max(0, rules.strategy.maxSurge - surging);
    [...forced, ...candidates.slice(0, room)].forEach(create);
    [...removed, ...sunset.slice(0, spare)].forEach(remove);
  }

  function create(node: number): void {
    if (nodes[node].prospects.alone.state !== 'refused') {
      pods.push({ node, revision: 'new', created: (clock += 1), bound: false, available: false, deleted: false });
    }
  }

  function remove(pod: Pod): void {
    pod.deleted = true;
    pod.available = false;
    if (!pod.bound) {
      pods = pods.filter((each) => each !== pod);
    }
  }

  function watch(): void {
    const down = nodes.filter(({ concerned }, i) => concerned && !live(i).some(({ available }) => available));
    peakUnavailable = Math.max(peakUnavailable, down.length);
    peakSurge = Math.max(peakSurge, nodes.filter((_, i) => live(i).length > 1).length);
    for (const { zone = '' } of down) {
      const inZone = down.filter((node) => (node.zone ?? '') === zone).length;
      perZone.set(zone, Math.max(perZone.get(zone) ?? 0, inZone));
    }
  }

  function podsLeft(i: number): NodePods {
    const stateOf = (revision: Pod['revision']): PodState => {
      const pod = podsOn(i).find((each) => each.revision === revision);
      if (!pod) {
        return 'absent';
      }
      return pod.deleted ? 'terminating' : !pod.bound ? 'pending' : pod.available ? 'available' : 'unready';
    };
    return nodePods(stateOf('old'), stateOf('new'));
  }

  function pick<T>(list: readonly T[]): T {
    return list[Math.floor(random() * list.length)];
  }

  function shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}
