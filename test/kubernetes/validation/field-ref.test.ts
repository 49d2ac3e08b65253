import { Row, containerErrors, podErrors } from './fixture';

describe('validateObjectFieldSelector', () => {
  const ref = 'env[0].valueFrom.fieldRef';

  test.each<Row>([
    ['the name of the node', { fieldPath: 'spec.nodeName' }, []],
    ['the old name of the node', { fieldPath: 'spec.host' }, []],
    ['one label', { fieldPath: "metadata.labels['app.kubernetes.io/name']" }, []],
    ['one annotation, in capitals', { fieldPath: "metadata.annotations['Example.com/A']" }, []],
    ['no field', {}, [`Required ${ref}.fieldPath`]],
    ['a field that no pod has', { fieldPath: 'spec.node' }, [`Invalid ${ref}.fieldPath`]],
    ['a field that variables cannot take', { fieldPath: 'status.phase' }, [`NotSupported ${ref}.fieldPath`]],
    ['all labels at once', { fieldPath: 'metadata.labels' }, [`NotSupported ${ref}.fieldPath`]],
    ['a key that is no label key', { fieldPath: "metadata.labels['a b']" }, [`Invalid ${ref}`]],
    ['a part of something else', { fieldPath: "spec.nodeName['a']" }, [`Invalid ${ref}.fieldPath`]],
    ['another API version', { apiVersion: 'v2', fieldPath: 'metadata.name' }, [`Invalid ${ref}.fieldPath`]],
  ])('%s', (_, fieldRef, errors) => {
    expect(containerErrors({ env: [{ name: 'A', valueFrom: { fieldRef } }] })).toEqual(errors);
  });

  test('a volume takes all labels at once, but not the name of the node', () => {
    const file = (fieldPath: string) => ({ path: 'a', fieldRef: { fieldPath } });
    const volume = { name: 'pod', downwardAPI: { items: [file('metadata.labels'), file('spec.nodeName')] } };
    expect(podErrors({ volumes: [volume] })).toEqual(['NotSupported volumes[0].downwardAPI.fieldRef.fieldPath']);
  });
});

describe('validateContainerResourceFieldSelector', () => {
  const ref = 'env[0].valueFrom.resourceFieldRef';

  test.each<Row>([
    ['a limit', { resource: 'limits.memory' }, []],
    ['huge pages', { resource: 'requests.hugepages-2Mi', divisor: '2Ki' }, [`Invalid ${ref}.divisor`]],
    ['a divisor of one', { resource: 'limits.cpu', divisor: '1' }, []],
    ['a divisor of a thousandth', { resource: 'limits.cpu', divisor: '0.001' }, []],
    ['a divisor of 1024 Ki', { resource: 'limits.memory', divisor: '1024Ki' }, []],
    ['no divisor, written as 0', { resource: 'limits.memory', divisor: 0 }, []],
    ['no resource', {}, [`Required ${ref}.resource`]],
    ['an unknown resource', { resource: 'limits.gpu' }, [`NotSupported ${ref}.resource`]],
    ['a divisor of cpu in bytes', { resource: 'limits.cpu', divisor: '1Ki' }, [`Invalid ${ref}.divisor`]],
    ['1024, which is not 1Ki here', { resource: 'limits.memory', divisor: '1024' }, [`Invalid ${ref}.divisor`]],
    ['1e3, which is not 1k here', { resource: 'limits.memory', divisor: '1e3' }, [`Invalid ${ref}.divisor`]],
  ])('%s', (_, resourceFieldRef, errors) => {
    expect(containerErrors({ env: [{ name: 'A', valueFrom: { resourceFieldRef } }] })).toEqual(errors);
  });

  test('a volume must name the container', () => {
    const items = [{ path: 'a', resourceFieldRef: { resource: 'limits.cpu' } }];
    expect(podErrors({ volumes: [{ name: 'pod', downwardAPI: { items } }] })).toEqual([
      'Required volumes[0].downwardAPI.resourceFieldRef.containerName',
    ]);
  });
});
