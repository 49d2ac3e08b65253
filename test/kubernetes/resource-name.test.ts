import { parseQuantity } from '../../src/kubernetes/quantity';
import {
  NATIVE_RESOURCES,
  isExtendedResource,
  isScalarResource,
  resourceAmount,
} from '../../src/kubernetes/resource-name';

test('the resources that every node has', () => {
  expect(NATIVE_RESOURCES).toEqual(['cpu', 'memory', 'ephemeral-storage']);
});

test.each<[string, boolean, boolean]>([
  ['nvidia.com/gpu', true, true],
  ['example.com/fpga', true, true],
  ['vpc.amazonaws.com/pod-eni', true, true],
  ['hugepages-2Mi', false, true],
  ['attachable-volumes-aws-ebs', false, true],
  ['kubernetes.io/batch-cpu', false, true],
  ['node.kubernetes.io/thing', false, true],
  ['cpu', false, false],
  ['memory', false, false],
  ['ephemeral-storage', false, false],
  ['pods', false, false],
  ['storage', false, false],
  ['gpu', false, false],
  ['requests.example.com/fpga', false, false],
  ['example.com/', false, false],
  ['Example.com/fpga', false, false],
  [`example.com/${'x'.repeat(64)}`, false, false],
])('IsExtendedResourceName, IsScalarResourceName: %s: %s, %s', (name, extended, scalar) => {
  expect(isExtendedResource(name)).toBe(extended);
  expect(isScalarResource(name)).toBe(scalar);
});

test.each<[string, string, number]>([
  ['cpu', '1500m', 1500],
  ['cpu', '0.0001', 1],
  ['cpu', '2', 2000],
  ['memory', '128Mi', 134217728],
  ['memory', '1500m', 2],
  ['ephemeral-storage', '1G', 1000000000],
  ['pods', '110', 110],
  ['nvidia.com/gpu', '4', 4],
])('%s of %s counts %d: cpu in thousandths, all else in whole units', (name, text, amount) => {
  expect(resourceAmount(name, parseQuantity(text))).toBe(amount);
});
