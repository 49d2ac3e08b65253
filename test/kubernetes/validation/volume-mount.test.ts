import { Row, containerErrors, podFixes, withContainer } from './fixture';

const VOLUMES = [
  { name: 'logs', hostPath: { path: '/var/log' } },
  { name: 'faulty', hostPath: {} },
];
const LOGS = { name: 'logs', mountPath: '/logs' };

function mountErrors(...volumeMounts: object[]): string[] {
  const errors = containerErrors({ volumeMounts }, { volumes: VOLUMES });
  return errors.filter((each) => !each.includes('volumes['));
}

describe('ValidateVolumeMounts', () => {
  test.each<Row>([
    ['a volume', [LOGS], []],
    ['a volume at two places', [LOGS, { ...LOGS, mountPath: '/b' }], []],
    ['a colon in the path', [{ ...LOGS, mountPath: 'C:' }], []],
    [
      'neither name nor path',
      [{}],
      ['Required volumeMounts[0].name', 'NotFound volumeMounts[0].name', 'Required volumeMounts[0].mountPath'],
    ],
    ['no such volume', [{ ...LOGS, name: 'log' }], ['NotFound volumeMounts[0].name']],
    ['a volume with a fault of its own', [{ ...LOGS, name: 'faulty' }], ['NotFound volumeMounts[0].name']],
    ['two volumes at one place', [LOGS, LOGS], ['Invalid volumeMounts[1].mountPath']],
    ['a part of the volume', [{ ...LOGS, subPath: 'a/b' }], []],
    ['a part from the root', [{ ...LOGS, subPath: '/a' }], ['Invalid volumeMounts.subPath']],
    ['a part that leads out', [{ ...LOGS, subPathExpr: '../$(NODE)' }], ['Invalid volumeMounts.subPathExpr']],
    ['two parts', [{ ...LOGS, subPath: 'a', subPathExpr: 'b' }], ['Invalid volumeMounts[0].subPathExpr']],
  ])('%s', (_, mounts, errors) => {
    expect(mountErrors(...mounts)).toEqual(errors);
  });

  test('a mistyped name says what was meant, another one what to add', () => {
    const volumeMounts = [
      { ...LOGS, name: 'lgos' },
      { name: 'other', mountPath: '/other' },
    ];
    const [, ...fixes] = podFixes(withContainer({ volumeMounts }, { volumes: VOLUMES }));
    expect(fixes).toEqual(['did you mean logs?', 'add a volume with this name to spec.template.spec.volumes']);
  });
});

describe('validateMountPropagation', () => {
  test.each<Row>([
    ['None', { mountPropagation: 'None' }, []],
    ['HostToContainer', { mountPropagation: 'HostToContainer' }, []],
    ['Bidirectional', { mountPropagation: 'Bidirectional' }, ['Forbidden volumeMounts.mountPropagation']],
    ['an unknown one', { mountPropagation: 'Both' }, ['NotSupported volumeMounts.mountPropagation']],
  ])('%s without privileges', (_, mount, errors) => {
    expect(mountErrors({ ...LOGS, ...mount })).toEqual(errors);
  });

  test('Bidirectional with privileges', () => {
    const container = {
      volumeMounts: [{ ...LOGS, mountPropagation: 'Bidirectional' }],
      securityContext: { privileged: true },
    };
    expect(containerErrors(container, { volumes: [VOLUMES[0]] })).toEqual([]);
  });
});

describe('validateMountRecursiveReadOnly', () => {
  test.each<Row>([
    ['not asked for', { recursiveReadOnly: 'Disabled' }, []],
    ['for a mount that is read only', { recursiveReadOnly: 'Enabled', readOnly: true }, []],
    ['for one that is not', { recursiveReadOnly: 'IfPossible' }, ['Forbidden volumeMounts.recursiveReadOnly']],
    [
      'for one that propagates',
      { recursiveReadOnly: 'Enabled', readOnly: true, mountPropagation: 'HostToContainer' },
      ['Forbidden volumeMounts.recursiveReadOnly'],
    ],
    ['an unknown one', { recursiveReadOnly: 'Always' }, ['NotSupported volumeMounts.recursiveReadOnly']],
  ])('%s', (_, mount, errors) => {
    expect(mountErrors({ ...LOGS, ...mount })).toEqual(errors);
  });
});
