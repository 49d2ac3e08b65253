import { PlannedPlacement } from './planned-placement';

/** What the input does not say, and what the plan took for granted instead. */
export function planAssumptions({ agents, version }: PlannedPlacement): string[] {
  const assumptions: string[] = [];
  if (version.approximate) {
    assumptions.push(
      `Kubernetes ${version.name} is planned with the behaviours of its neighbours where its own are not known`,
    );
  }
  for (const { key, pod, daemonSet } of agents) {
    for (const claim of pod.claims) {
      assumptions.push(`${key} uses the claim ${claim}: its volume is assumed to be usable on every node`);
    }
    if (pod.schedulerName !== 'default-scheduler') {
      assumptions.push(
        `${key} asks for the scheduler ${pod.schedulerName}: it is assumed to decide as the default one does`,
      );
    }
    if (daemonSet.template.spec.nodeName !== undefined) {
      assumptions.push(
        `${key} names its node in the template, so no scheduler sees its pod: the kubelet is assumed to agree`,
      );
    }
  }
  return assumptions;
}
