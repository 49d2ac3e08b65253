import { Row, containerErrors } from './fixture';

describe('ValidateEnv', () => {
  test.each<Row>([
    ['a value', { name: 'A', value: 'x' }, []],
    ['a name with dots, digits first and spaces', { name: '0 a.b-c' }, []],
    ['no name', { value: 'x' }, ['Required env[0].name']],
    ['a name with an equals sign', { name: 'A=B' }, ['Invalid env[0].name']],
    ['a name with letters beyond ASCII', { name: 'Ä' }, ['Invalid env[0].name']],
    ['a source that names none', { name: 'A', valueFrom: {} }, ['Invalid env[0].valueFrom']],
    [
      'a source that cannot be read, told once',
      { name: 'A', valueFrom: { fieldRef: 'a' } },
      ['TypeInvalid env[0].valueFrom.fieldRef'],
    ],
    [
      'a value and a source',
      { name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ['Invalid env[0].valueFrom'],
    ],
    [
      'two sources',
      {
        name: 'A',
        valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 'a', key: 'b' } },
      },
      ['Invalid env[0].valueFrom'],
    ],
    ['a key of a ConfigMap', { name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'b.c' } } }, []],
    [
      'a key that none can be called, of a ConfigMap that none can be called',
      { name: 'A', valueFrom: { configMapKeyRef: { name: 'A', key: '..b c' } } },
      [
        'Invalid env[0].valueFrom.configMapKeyRef.name',
        'Invalid env[0].valueFrom.configMapKeyRef.key',
        'Invalid env[0].valueFrom.configMapKeyRef.key',
      ],
    ],
    [
      'neither name nor key of a Secret',
      { name: 'A', valueFrom: { secretKeyRef: {} } },
      ['Invalid env[0].valueFrom.secretKeyRef.name', 'Required env[0].valueFrom.secretKeyRef.key'],
    ],
  ])('%s', (_, variable, errors) => {
    expect(containerErrors({ env: [variable] })).toEqual(errors);
  });
});

describe('validateFileKeySelector, validateFileKeyRefVolumes', () => {
  const volumes = [
    { name: 'files', emptyDir: {} },
    { name: 'logs', hostPath: { path: '/var/log' } },
  ];
  const path = 'env[0].valueFrom.fileKeyRef';

  test.each<Row>([
    ['a key of a file in an emptyDir', { volumeName: 'files', path: 'a.env', key: 'A' }, []],
    [
      'nothing at all',
      {},
      [`Required ${path}.key`, `Required ${path}.volumeName`, `Required ${path}.path`, `NotFound ${path}.volumeName`],
    ],
    ['a volume of the host', { volumeName: 'logs', path: 'a', key: 'A' }, [`Invalid ${path}.volumeName`]],
    ['no such volume', { volumeName: 'none', path: 'a', key: 'A' }, [`NotFound ${path}.volumeName`]],
    ['a path that leads out', { volumeName: 'files', path: '../a', key: 'A' }, [`Invalid ${path}.path`]],
  ])('%s', (_, fileKeyRef, errors) => {
    expect(containerErrors({ env: [{ name: 'A', valueFrom: { fileKeyRef } }] }, { volumes })).toEqual(errors);
  });

  test('a volume without any source is an emptyDir', () => {
    const valueFrom = { fileKeyRef: { volumeName: 'files', path: 'a', key: 'A' } };
    expect(containerErrors({ env: [{ name: 'A', valueFrom }] }, { volumes: [{ name: 'files' }] })).toEqual([]);
  });
});

describe('ValidateEnvFrom', () => {
  test.each<Row>([
    ['a ConfigMap with a prefix', { prefix: 'A_', configMapRef: { name: 'a' } }, []],
    ['a name that ends in a dash, as of a generated one', { secretRef: { name: 'agent-' } }, []],
    ['neither', {}, ['Invalid envFrom']],
    ['both', { configMapRef: { name: 'a' }, secretRef: { name: 'b' } }, ['Invalid envFrom']],
    ['no name', { configMapRef: {} }, ['Required envFrom[0].configMapRef.name']],
    ['a bad name', { secretRef: { name: 'A' } }, ['Invalid envFrom[0].secretRef.name']],
    ['a bad prefix', { prefix: '=', secretRef: { name: 'a' } }, ['Invalid envFrom[0].prefix']],
  ])('%s', (_, source, errors) => {
    expect(containerErrors({ envFrom: [source] })).toEqual(errors);
  });
});
