import { PlannedKind, isOfKind } from '../../../src/kubernetes/manifest/manifest';
import { daemonSet, node, planOf } from '../../fixtures';

test.each<[string, string, PlannedKind, boolean]>([
  ['v1', 'Node', 'Node', true],
  ['longhorn.io/v1beta2', 'Node', 'Node', false],
  ['apps/v1', 'DaemonSet', 'DaemonSet', true],
  ['extensions/v1beta1', 'DaemonSet', 'DaemonSet', true],
  ['apps.kruise.io/v1alpha1', 'DaemonSet', 'DaemonSet', false],
  ['scheduling.k8s.io/v1', 'PriorityClass', 'PriorityClass', true],
  ['v1', 'Pod', 'Node', false],
])('%s %s is %s of Kubernetes: %s', (apiVersion, kind, wanted, expected) => {
  expect(isOfKind({ apiVersion, kind }, wanted)).toBe(expected);
});

test('kinds of the same name in other API groups are left alone', () => {
  const longhorn = { apiVersion: 'longhorn.io/v1beta2', kind: 'Node', metadata: { name: 'a' } };
  const kruise = { ...daemonSet('kruise'), apiVersion: 'apps.kruise.io/v1alpha1' };
  const document = planOf([node('a'), longhorn], [daemonSet('agent'), kruise]).toJson();
  expect(document.nodes.total).toBe(1);
  expect(document.daemonSets.map(({ name }) => name)).toEqual(['agent']);
});

test('a DaemonSet of a version that is gone is refused, with the version to write', () => {
  const old = { ...daemonSet('old'), apiVersion: 'extensions/v1beta1' };
  expect(() => planOf([node('a')], [old])).toThrow(
    'DaemonSet agents/old: apiVersion is "extensions/v1beta1": a DaemonSet has been apps/v1 only since Kubernetes 1.16 (write apiVersion: apps/v1)',
  );
});
