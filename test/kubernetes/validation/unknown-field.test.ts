import { daemonSet, podErrors, podFixes, withContainer } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

test('an unknown field is reported with its path and value', () => {
  expect(validateDaemonSet(daemonSet({ nodeSelectors: { disk: 'ssd' } }))).toEqual([
    {
      type: 'UnknownField',
      field: 'spec.template.spec.nodeSelectors',
      value: { disk: 'ssd' },
      detail: 'unknown field "spec.template.spec.nodeSelectors"',
      fix: 'did you mean nodeSelector?',
    },
  ]);
});

test.each<[string, object, string | undefined]>([
  ['in capitals', { HostNetwork: true }, 'did you mean hostNetwork?'],
  [
    'of a container, in the pod',
    { volumeMounts: [] },
    'volumeMounts belongs in an entry of spec.template.spec.containers',
  ],
  ['of the pod, in a container', withContainer({ hostNetwork: true }), 'hostNetwork belongs in spec.template.spec'],
  [
    'of a container, in the context of the pod',
    { securityContext: { privileged: true } },
    'privileged belongs in the securityContext of a container',
  ],
  ['of a DaemonSet, in the pod', { updateStrategy: {} }, 'updateStrategy belongs in spec'],
  ['of nothing at all', { xyz: 1 }, undefined],
])('a field %s', (_, podSpec, fix) => {
  expect(podFixes(podSpec)).toEqual([fix]);
});

test('unknown fields do not hide other errors', () => {
  expect(podErrors(withContainer({ imge: 'agent', image: '' }))).toEqual([
    'UnknownField containers[0].imge',
    'Required containers[0].image',
  ]);
});
