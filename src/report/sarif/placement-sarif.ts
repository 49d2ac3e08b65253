import { pendingPods } from '../pending-pods';
import { SarifResult, SarifRule, sarifLog } from './sarif-log';
import { daemonSetKey } from '../../kubernetes/daemon-set';
import { lineOfField } from '../../kubernetes/manifest/line-of-field';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { PlacementPlanDocument } from '../../planner/placement/placement-document';

/** The rules of the plan itself; those of lint come with the findings. */
const PLAN_RULES: readonly SarifRule[] = [
  {
    id: 'pod-pending',
    severity: 'warning',
    title: 'A pod of the agent would stay Pending.',
    why: 'The DaemonSet controller creates the pod, and the scheduler finds no room for it on its node.',
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/'],
  },
  {
    id: 'pod-refused',
    severity: 'error',
    title: 'The API server would not create a pod of the agent.',
    why: 'Admission refuses the pod; only FailedCreate events of the DaemonSet say so.',
    see: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/'],
  },
  {
    id: 'manifest-refused',
    severity: 'error',
    title: 'The API server would refuse the DaemonSet.',
    why: 'Validation refuses the object: nothing is deployed, and what is deployed stays as it is.',
    see: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  },
  {
    id: 'pending-for-ever',
    severity: 'warning',
    title: 'A pod waits behind pods that it cannot displace.',
    why: 'Its node has room for it, all of it held by pods of its priority or a higher one. Nothing will change that by itself.',
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  },
  {
    id: 'coverage',
    severity: 'error',
    title: 'The agent does not run on every node it must.',
    why: 'A requirement of this repository names the nodes on which the agent must run.',
    see: [],
  },
];

/** What a finding is mostly about, where it does not say so itself. */
export const RULE_FIELDS: Readonly<Record<string, string>> = {
  'best-effort': 'spec.template.spec.containers',
  'budget-spent': 'spec.updateStrategy',
  'drain-gap': 'spec.updateStrategy',
  'empty-affinity-term': 'spec.template.spec.affinity',
  'host-network-dns': 'spec.template.spec.hostNetwork',
  'host-path-type': 'spec.template.spec.volumes',
  'host-pid': 'spec.template.spec.hostPID',
  'host-port-clash': 'spec.template.spec.containers',
  'latest-image': 'spec.template.spec.containers',
  'limits-without-requests': 'spec.template.spec.containers',
  'lint-annotation': 'metadata.annotations',
  'missing-probes': 'spec.template.spec.containers',
  'mount-propagation': 'spec.template.spec.containers',
  'node-critical-priority': 'spec.template.spec.priorityClassName',
  'noexecute-seconds': 'spec.template.spec.tolerations',
  'non-integer-comparison': 'spec.template.spec.affinity',
  'overlapping-selectors': 'spec.selector',
  'platform-port': 'spec.template.spec.containers',
  privileged: 'spec.template.spec.containers',
  'selector-changed': 'spec.selector',
  'selector-labels': 'spec.selector',
  'shared-host-path': 'spec.template.spec.volumes',
  'slow-rollout': 'spec.updateStrategy',
  'socket-host-path': 'spec.template.spec.volumes',
  'surge-host-network': 'spec.updateStrategy',
  'surge-host-port': 'spec.updateStrategy',
  'surge-no-room': 'spec.updateStrategy',
  'toleration-misses-taint': 'spec.template.spec.tolerations',
  'tolerates-everything': 'spec.template.spec.tolerations',
  'unset-label': 'spec.template.spec.nodeSelector',
};

/** The findings of a plan, and the pods that would not run, at the lines of the manifests they come from. */
export function placementSarif(
  { findings, daemonSets }: PlacementPlanDocument,
  manifests: readonly Manifest[],
  rules: readonly SarifRule[],
  version: string,
): string {
  const sources = new Map(
    manifests.filter(({ kind }) => kind === 'DaemonSet').map((manifest) => [keyOf(manifest), manifest]),
  );
  const at = (object: string, field: string) => {
    const manifest = sources.get(object);
    return { object, field, file: manifest?.file, line: manifest && lineOfField(manifest, field) };
  };
  const results: SarifResult[] = [
    ...findings.map(({ rule, severity, daemonSet, message, fix, field }) => ({
      rule,
      severity,
      message: `${daemonSet}: ${message}. Fix: ${fix}`,
      ...at(daemonSet, field ?? RULE_FIELDS[rule] ?? 'metadata.name'),
    })),
    ...daemonSets.flatMap((agent) =>
      pendingPods(agent).map(({ message }) => ({
        rule: 'pod-pending',
        severity: 'warning' as const,
        message: `${daemonSetKey(agent)}: ${message}`,
        ...at(daemonSetKey(agent), 'metadata.name'),
      })),
    ),
  ];
  return `${JSON.stringify(sarifLog(results, [...PLAN_RULES, ...rules], version), null, 2)}\n`;
}

function keyOf({ object }: Manifest): string {
  const { namespace, name } = (object.metadata ?? {}) as Record<string, unknown>;
  return `${namespace || 'default'}/${name}`;
}
