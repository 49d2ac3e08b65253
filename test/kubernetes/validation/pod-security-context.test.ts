import { Row, podErrors } from './fixture';

describe('validatePodSpecSecurityContext', () => {
  test.each<Row>([
    ['ids and policies', { fsGroup: 0, runAsUser: 1000, fsGroupChangePolicy: 'OnRootMismatch' }, []],
    [
      'ids out of range',
      { fsGroup: -1, runAsUser: -1, runAsGroup: -1, supplementalGroups: [1, -1] },
      [
        'Invalid securityContext.fsGroup',
        'Invalid securityContext.runAsUser',
        'Invalid securityContext.runAsGroup',
        'Invalid securityContext.supplementalGroups[1]',
      ],
    ],
    [
      'unknown policies',
      { fsGroupChangePolicy: 'Never', supplementalGroupsPolicy: 'All' },
      ['NotSupported securityContext.fsGroupChangePolicy', 'NotSupported securityContext.supplementalGroupsPolicy'],
    ],
    ['labels of SELinux file by file', { seLinuxChangePolicy: 'Recursive' }, []],
    [
      'labels of SELinux by mount, whose feature gate is off',
      { seLinuxChangePolicy: 'MountOption' },
      ['NotSupported securityContext.seLinuxChangePolicy'],
    ],
  ])('%s', (_, securityContext, errors) => {
    expect(podErrors({ securityContext })).toEqual(errors);
  });

  test('processes are shared in the pod or with the host, not both', () => {
    expect(podErrors({ shareProcessNamespace: true })).toEqual([]);
    expect(podErrors({ shareProcessNamespace: true, hostPID: true })).toEqual([
      'Invalid securityContext.shareProcessNamespace',
    ]);
  });
});
