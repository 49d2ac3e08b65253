import { Blocker } from './blockers';
import { Taint } from '../../../kubernetes/taint';
import { Toleration } from '../../../kubernetes/toleration';
import { BootstrapFix, JsonPatchOperation } from '../bootstrap-document';
import { Workload, planWorkload } from '../role/workload';
import { Setup } from '../simulation/simulate-bootstrap';

/** A change of one agent that takes something out of its way. */
export interface Edit {
  /** `namespace/name` of the agent. */
  readonly key: string;
  /** The taint that it is to tolerate; undefined when it is to use the network of the node. */
  readonly tolerates?: Taint;
}

/** The change that takes a blocker out of an agent's way; undefined when there is none that is an agent's own. */
export function editAgainst({ agent }: Workload, blocker: Blocker): Edit | undefined {
  if (blocker.taint) {
    return { key: agent.key, tolerates: blocker.taint };
  }
  return blocker.fact === 'Ready' ? { key: agent.key } : undefined;
}

export function isSameEdit(a: Edit, b: Edit): boolean {
  return a.key === b.key && a.tolerates?.key === b.tolerates?.key && a.tolerates?.effect === b.tolerates?.effect;
}

/** The setup with the changes made. */
export function edited(setup: Setup, edits: readonly Edit[]): Setup {
  const { objects, version } = setup;
  const roles = [...setup.roles].map(([workload, role]) => {
    const own = edits.filter(({ key }) => key === workload.agent.key);
    if (own.length === 0) {
      return [workload, role] as const;
    }
    const { daemonSet, index } = workload.agent;
    const { spec } = daemonSet.template;
    const tolerations = [...spec.tolerations, ...ownTolerations(own)];
    const hostNetwork = spec.hostNetwork || own.some(({ tolerates }) => !tolerates);
    const changed = { ...daemonSet, template: { ...daemonSet.template, spec: { ...spec, tolerations, hostNetwork } } };
    const agent = planWorkload(changed, { daemon: workload.daemon, index }, objects, version);
    return [{ ...workload, agent }, role] as const;
  });
  return { ...setup, roles: new Map(roles) };
}

/** With any value: a taint is often written with `true` where a toleration says `present`. */
function ownTolerations(edits: readonly Edit[]): Toleration[] {
  return edits.flatMap(({ tolerates }) =>
    tolerates ? [{ key: tolerates.key, operator: 'Exists', effect: tolerates.effect }] : [],
  );
}

/** The changes of one agent, told as a patch and as TypeScript. */
export function fixOf({ agent }: Workload, edits: readonly Edit[]): BootstrapFix {
  const tolerations = ownTolerations(edits);
  const hostNetwork = edits.some(({ tolerates }) => !tolerates);
  const words = [
    ...(tolerations.length > 0
      ? [`let it tolerate ${tolerations.map(({ key, effect }) => `${key}:${effect}`).join(' and ')}`]
      : []),
    ...(hostNetwork ? ['put it on the host network'] : []),
  ];
  return {
    daemonSet: agent.key,
    message: words.join(', and '),
    patch: [
      ...tolerationPatch(agent.daemonSet.manifest.object, tolerations),
      ...(hostNetwork ? [{ op: 'add', path: '/spec/template/spec/hostNetwork', value: true }] : []),
    ],
    typescript: [...tolerationCode(tolerations), ...(hostNetwork ? ['hostNetwork: true'] : [])].join(', '),
  };
}

function tolerationPatch(manifest: any, tolerations: readonly Toleration[]): JsonPatchOperation[] {
  const path = '/spec/template/spec/tolerations';
  if (tolerations.length === 0) {
    return [];
  }
  return Array.isArray(manifest.spec.template.spec.tolerations)
    ? tolerations.map((value) => ({ op: 'add', path: `${path}/-`, value }))
    : [{ op: 'add', path, value: [...tolerations] }];
}

const EFFECTS: Readonly<Record<string, string>> = { NoSchedule: 'NO_SCHEDULE', NoExecute: 'NO_EXECUTE' };

function tolerationCode(tolerations: readonly Toleration[]): string[] {
  const sets = tolerations.map(
    ({ key, effect }) => `TolerationSet.taint('${key}', { effect: TaintEffect.${EFFECTS[effect!]} })`,
  );
  return sets.length === 0 ? [] : [`tolerations: tolerations.and(${sets.join(', ')})`];
}
