import { Fault, throwFaults } from '../../src/kubernetes/manifest/fault';
import { manifestsOf } from '../../src/kubernetes/manifest/read-manifests';
import { PlatformPort } from '../../src/lint/lint-options';
import { lintPlan } from '../../src/lint/lint-plan';
import { LintRule } from '../../src/lint/rule';
import { Severity } from '../../src/lint/severity';
import { daemonSet, node, planOf } from '../fixtures';

/** What a cluster and its objects look like to lint. */
export interface LintCase {
  /** @default - one plain Linux node, `a` */
  readonly cluster?: any[];
  readonly agents: any[];
  /** Objects that are deployed beside the agents. */
  readonly beside?: any[];
  readonly previous?: any[];
  readonly platformPorts?: PlatformPort[];
  readonly atLeast?: Severity;
}

const read = (objects: any[]) => {
  const faults: Fault[] = [];
  const manifests = manifestsOf(objects, faults);
  throwFaults(faults);
  return manifests;
};

/** All that lint finds. */
export function findingsOf({ cluster = [node('a')], agents, beside = [], previous, ...more }: LintCase) {
  const objects = [...agents, ...beside];
  const options = { ...more, previous: previous && read(previous) };
  return lintPlan(planOf(cluster, objects), read(objects), options);
}

/** What a rule says of a case, agent by agent as `name: message`. */
export type RuleExample = [sentence: string, lintCase: LintCase, ...said: string[]];

/** One test for each example, with or without findings; each finding says what to write instead. */
export function describeRule({ id }: LintRule, examples: RuleExample[]): void {
  describe(id, () => {
    test('has examples of what it finds and of what it lets pass', () => {
      const found = examples.map(([, , ...said]) => said.length > 0);
      expect(new Set(found)).toEqual(new Set([true, false]));
    });

    test.each(examples.map(([sentence, lintCase, ...said]) => ({ sentence, lintCase, said })))(
      '$sentence',
      ({ lintCase, said }) => {
        const found = findingsOf(lintCase).filter(({ rule }) => rule === id);
        expect(found.map(({ daemonSet: key, message }) => `${key.split('/')[1]}: ${message}`)).toEqual(said);
        expect(found.filter(({ fix }) => fix === '' || /undefined|NaN|\[object/.test(fix))).toEqual([]);
      },
    );
  });
}

/** What one rule proposes. */
export function fixes({ id }: LintRule, lintCase: LintCase): string[] {
  return findingsOf(lintCase)
    .filter(({ rule }) => rule === id)
    .map(({ fix }) => fix);
}

/** A DaemonSet with one container; `container` is merged into it, `spec` into its pod, `more` into the DaemonSet's spec. */
export function agent(
  name: string,
  { container = {}, spec = {}, more = {}, metadata = {} }: Record<string, any> = {},
): any {
  const base = daemonSet(name, spec, { cpu: '100m', memory: '64Mi' });
  const { template } = base.spec;
  const containers = template.spec.containers.map((each: any) => ({ ...each, ...container }));
  return {
    ...base,
    metadata: { ...base.metadata, ...metadata },
    spec: {
      ...base.spec,
      ...more,
      template: { ...template, spec: { ...template.spec, containers }, ...more.template },
    },
  };
}

/** The volume and the mount of a path of the node. */
export function hostMount(path: string, type?: string, mount: Record<string, any> = {}): Record<string, any> {
  return {
    container: { volumeMounts: [{ name: 'host', mountPath: `/host${path}`, ...mount }] },
    spec: { volumes: [{ name: 'host', hostPath: { path, type } }] },
  };
}

export const surge = (maxSurge: number | string = 1) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 0 } },
});

export const rolling = (maxUnavailable: number | string) => ({ updateStrategy: { rollingUpdate: { maxUnavailable } } });

/** Node affinity with a term for each list of requirements. */
export const nodeAffinity = (...terms: object[][]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: terms.map((matchExpressions) => (matchExpressions.length > 0 ? { matchExpressions } : {})),
    },
  },
});

export const nodes = (count: number) => Array.from({ length: count }, (_, i) => node(`node-${i + 10}`));

/** A DaemonSet with these labels in its selector and on its pods. */
export const selectedBy = (name: string, labels: Record<string, string>) =>
  agent(name, { more: { selector: { matchLabels: labels }, template: { metadata: { labels } } } });

/** The service account of an agent, to be bound to a role. */
export const account = { spec: { serviceAccountName: 'alloy' } };

export const bind = (name: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'agents' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'agents' },
  subjects: [{ kind: 'ServiceAccount', namespace: 'agents', name }],
});

export const role = (resources: string[], verbs: string[]) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'agents' },
  rules: [{ apiGroups: [''], resources, verbs }],
});
