import { Taint, taintToString } from '../../kubernetes/taint';
import { toleratesTaint } from '../../kubernetes/toleration';
import { LintAgent } from '../lint-agent';
import { LintRule } from '../rule';
import { groupNames } from '../words';

/** Taints that come and go by themselves: an eviction after some seconds is what tolerations for them are about. */
const PASSING = /^node\.kubernetes\.io\/|^(startup|ignore)-taint\.|(not-ready|unregistered|uninitialized)$/;

export const noExecuteSeconds: LintRule = {
  id: 'noexecute-seconds',
  severity: 'error',
  title: 'The agent tolerates a standing NoExecute taint for some seconds only.',
  why:
    'The taint eviction controller deletes the pod when the seconds are over; the DaemonSet controller does not look ' +
    'at seconds and creates the next pod at once. The agent is started and killed for ever.',
  see: ['kubernetes/kubernetes#117520', 'kubernetes/kubernetes#65240', 'kubernetes/kubernetes#92960'],
  check: (agent) =>
    [...new Set(agent.groups.flatMap(({ taints }) => taints.filter(isStanding).map(taintToString)))].flatMap((name) => {
      const groups = agent.groups.filter(({ taints }) => taints.some((taint) => taintToString(taint) === name));
      const seconds = secondsUntilEviction(
        agent,
        groups[0].taints.find((taint) => taintToString(taint) === name)!,
      );
      return seconds === undefined
        ? []
        : [
            {
              message: `is evicted every ${seconds} s and created anew, by the taint ${name} of ${groupNames(groups)}`,
              fix: 'leave tolerationSeconds out of the toleration, or leave the toleration out',
            },
          ];
    }),
};

function isStanding({ key, effect }: Taint): boolean {
  return effect === 'NoExecute' && !PASSING.test(key);
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/helper/helpers.go GetMatchingTolerations */
function secondsUntilEviction({ planned }: LintAgent, taint: Taint): number | undefined {
  return planned.tolerations.find((toleration) => toleratesTaint(toleration, taint))?.tolerationSeconds;
}
