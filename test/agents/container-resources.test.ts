import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-28';
import { IMAGE, newAgent, podOf } from './agent-fixture';

function render(resources?: ContainerResources, extendedResources?: Record<string, number>): any {
  return podOf(newAgent({ containers: [{ image: IMAGE, resources, extendedResources }] })).containers[0].resources;
}

test('an agent that says nothing asks for little, and has no cpu limit', () => {
  expect(render()).toEqual({ requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } });
});

test('resources that are given replace the defaults, and none is none', () => {
  expect(render({ cpu: { request: Cpu.units(1) } })).toEqual({ requests: { cpu: '1' } });
  expect(render({})).toBeUndefined();
});

test.each([
  [Size.gibibytes(2), '2Gi'],
  [Size.mebibytes(2048), '2Gi'],
  [Size.mebibytes(512), '512Mi'],
  [Size.kibibytes(1000), '1000Ki'],
  [Size.gibibytes(1.5), '1536Mi'],
])('%j is written as %s, also where it is no whole number of the unit that cdk8s-plus writes', (size, text) => {
  expect(render({ memory: { limit: size }, ephemeralStorage: { request: size } })).toEqual({
    limits: { memory: text },
    requests: { 'ephemeral-storage': text },
  });
});

test.each([
  [Cpu.millis(1500), '1500m'],
  [Cpu.millis(2000), '2'],
  [Cpu.units(0.5), '500m'],
])('cpu is written as the API server keeps it', ({ amount }, expected) => {
  expect(render({ cpu: { request: { amount } } })).toEqual({ requests: { cpu: expected } });
});

test('extended resources are requested and limited alike', () => {
  expect(render({ cpu: { request: Cpu.millis(10) } }, { 'nvidia.com/gpu': 2 })).toEqual({
    requests: { cpu: '10m', 'nvidia.com/gpu': '2' },
    limits: { 'nvidia.com/gpu': '2' },
  });
});

test.each<[string, ContainerResources, Record<string, number>, string]>([
  [
    'half a device',
    {},
    { 'nvidia.com/gpu': 0.5 },
    'extendedResources["nvidia.com/gpu"] is 0.5; extended resources are whole',
  ],
  ['a negative device', {}, { 'nvidia.com/gpu': -1 }, 'extendedResources["nvidia.com/gpu"] is -1'],
  ['a name without a domain', {}, { gpu: 1 }, 'extendedResources has "gpu", which is no extended resource'],
  ["a resource of Kubernetes' own", {}, { memory: 1 }, 'extendedResources has "memory"'],
  [
    'a memory request above its limit',
    { memory: { request: Size.gibibytes(1), limit: Size.mebibytes(512) } },
    {},
    'resources.requests.memory is 1Gi, above the limit 512Mi',
  ],
  [
    'a cpu request above its limit, in other units',
    { cpu: { request: Cpu.units(1), limit: Cpu.millis(999) } },
    {},
    'resources.requests.cpu is 1, above the limit 999m',
  ],
])('%s throws where the container is added', (_, resources, extended, message) => {
  expect(() => newAgent({ containers: [{ image: IMAGE, resources, extendedResources: extended }] })).toThrow(
    `Container "main": ${message}`,
  );
});

test('every fault is named at once', () => {
  const resources = { cpu: { request: Cpu.units(2), limit: Cpu.units(1) } };
  expect(() => render(resources, { gpu: 0.5 })).toThrow(/"gpu".*0\.5.*above the limit/);
});
