import { Contest } from './contest';
import { Outcomes } from './outcomes';
import type { Placed } from './place-apart';
import { PlacementGround } from './placement-ground';

/** Places the agents where what happens on one node matters on others: one scheduler places every pod. */
export function placeTogether(ground: PlacementGround): Placed {
  const { nodes, load } = ground;
  const contest = new Contest(ground, [...nodes.keys()], (i) => load.podsOn(i));
  return {
    outcomes: new Outcomes(Uint32Array.from(nodes.keys()), contest.verdicts(contest.evicted)),
    settled: new Map(contest.states.entries()),
  };
}
