import { Fault, faultToString } from '../../../../src/kubernetes/manifest/fault';
import { annotatedRole } from '../../../../src/planner/bootstrap/role/read-role';
import { daemonSet } from '../../../fixtures';

function read(annotation?: string) {
  const object = daemonSet('agent');
  object.metadata.annotations = annotation === undefined ? {} : { 'cdk8s-node-agents/bootstrap': annotation };
  const faults: Fault[] = [];
  const role = annotatedRole({ object, kind: 'DaemonSet', apiVersion: 'apps/v1', describe: () => 'agent' }, faults);
  return { role, faults: faults.map(faultToString) };
}

test.each([
  ['JSON', '{"provides":{"nodeNetwork":true,"labels":{"a":"b"}},"removesTaints":["k"],"requires":["serviceNetwork"]}'],
  ['YAML', 'provides:\n  nodeNetwork: true\n  labels: {a: b}\nremovesTaints: [k]\nrequires: [serviceNetwork]\n'],
])('an annotation in %s tells the role', (_, text) => {
  expect(read(text)).toEqual({
    role: {
      facts: ['nodeNetwork'],
      labels: new Map([['a', 'b']]),
      resources: new Map(),
      removesTaints: ['k'],
      requires: ['serviceNetwork'],
      everyNode: false,
    },
    faults: [],
  });
});

test('resources are quantities, cpu-like ones are not rounded away', () => {
  expect(read('provides: {resources: {example.com/fpga: 2}}').role?.resources).toEqual(
    new Map([['example.com/fpga', 2]]),
  );
  expect(read('provides: {resources: {example.com/fpga: 2GB}}').faults[0]).toContain('did you mean 2Gi or 2G?');
});

test('another product may remove the taints, one that is known to', () => {
  expect(read('{removesTaints: [k], removedBy: istiod}').role?.removedBy).toBe('istiod');
  expect(read('{removesTaints: [k], removedBy: cilium-operator}').faults[0]).toContain(
    'must be one of Cilium operator, istiod',
  );
});

test('no annotation is no role, and one that cannot be read is a fault', () => {
  expect(read()).toEqual({ role: undefined, faults: [] });
  expect(read('{ not closed').faults[0]).toContain('must be YAML or JSON');
  expect(read('[a list]').faults[0]).toContain('must be an object');
  expect(read('removeTaints: [k]').faults[0]).toContain('did you mean removesTaints?');
});
