import { brokenControlsText } from '../../../src/kubernetes/pod-security/broken-controls-text';

test('controls are told by the reason of the event and by the fields of the pod', () => {
  const violations = (...fields: string[]) => fields.map((field) => ({ field, value: true }));
  expect(
    brokenControlsText([
      { control: 'hostNamespaces', reason: 'host namespaces', violations: violations('spec.template.spec.hostPID') },
      {
        control: 'hostPorts',
        reason: 'hostPort',
        violations: violations('spec.a', 'spec.b', 'spec.c', 'spec.d', 'spec.e'),
      },
      {
        control: 'x',
        reason: 'x',
        violations: [{ field: 'spec.jobTemplate.spec.template.spec.a' }, { field: 'spec.b', value: ['c'] }],
      },
    ]),
  ).toBe(
    'host namespaces (spec.hostPID: true); hostPort (spec.a: true, spec.b: true, spec.c: true and 2 more); ' +
      'x (spec.a: not set, spec.b: ["c"])',
  );
});
