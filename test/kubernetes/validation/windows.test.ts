import { Row, podErrors, withContainer } from './fixture';

describe('validateWindowsSecurityContextOptions', () => {
  const path = 'securityContext.windowsOptions';

  test.each<Row>([
    ['a user', { runAsUserName: 'ContainerAdministrator' }, []],
    ['a user of a domain', { runAsUserName: 'NT AUTHORITY\\SYSTEM' }, []],
    ['no user', { runAsUserName: '' }, [`Invalid ${path}.runAsUserName`]],
    ['a user of no name', { runAsUserName: 'domain\\' }, [`Invalid ${path}.runAsUserName`]],
    ['two backslashes', { runAsUserName: 'a\\b\\c' }, [`Invalid ${path}.runAsUserName`]],
    ['a control character', { runAsUserName: 'a\u0007' }, [`Invalid ${path}.runAsUserName`]],
    ['dots only', { runAsUserName: '..' }, [`Invalid ${path}.runAsUserName`]],
    [
      'a bad domain and a bad user',
      { runAsUserName: ':a:b*c:\\d@e' },
      [`Invalid ${path}.runAsUserName`, `Invalid ${path}.runAsUserName`],
    ],
    ['credentials', { gmsaCredentialSpecName: 'a', gmsaCredentialSpec: '{}' }, []],
    [
      'empty credentials with a bad name',
      { gmsaCredentialSpecName: 'A', gmsaCredentialSpec: '' },
      [`Invalid ${path}.gmsaCredentialSpecName`, `Invalid ${path}.gmsaCredentialSpec`],
    ],
    ['large credentials', { gmsaCredentialSpec: 'a'.repeat(65537) }, [`Invalid ${path}.gmsaCredentialSpec`]],
  ])('%s', (_, windowsOptions, errors) => {
    expect(podErrors({ securityContext: { windowsOptions } })).toEqual(errors);
  });
});

describe('validateWindowsHostProcessPod', () => {
  const hostProcess = (value: boolean) => ({ securityContext: { windowsOptions: { hostProcess: value } } });

  test.each<Row>([
    ['a process of the host on its network', { ...hostProcess(true), hostNetwork: true }, []],
    ['a process of the host off its network', hostProcess(true), ['Invalid hostNetwork']],
    [
      'a container that is none in a pod that is',
      withContainer(hostProcess(false), { ...hostProcess(true), hostNetwork: true }),
      ['Invalid containers[0].securityContext.windowsOptions.hostProcess'],
    ],
    [
      'one container of two',
      {
        hostNetwork: true,
        containers: [
          { name: 'a', image: 'a', ...hostProcess(true) },
          { name: 'b', image: 'b' },
        ],
      },
      ['Invalid spec.template.spec'],
    ],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });
});
