import { Row, podErrors, withContainer } from './fixture';

const WINDOWS = { os: { name: 'windows' } };
const LINUX = { os: { name: 'linux' } };

describe('validateOS, validateLinux, validateWindows', () => {
  test.each<Row>([
    ['linux', LINUX, []],
    ['no name', { os: {} }, ['Required os.name']],
    ['an unknown system', { os: { name: 'darwin' } }, ['NotSupported os']],
    [
      'options of Windows for Linux',
      withContainer({ securityContext: { windowsOptions: {} } }, { ...LINUX, securityContext: { windowsOptions: {} } }),
      ['Forbidden securityContext.windowsOptions', 'Forbidden containers[0].securityContext.windowsOptions'],
    ],
    ['Windows without anything of Linux', { ...WINDOWS, hostPID: false, securityContext: { sysctls: [] } }, []],
    [
      'namespaces of Linux for Windows',
      { ...WINDOWS, hostUsers: true, hostPID: true, hostIPC: true, shareProcessNamespace: false },
      ['Forbidden hostUsers', 'Forbidden hostPID', 'Forbidden hostIPC', 'Forbidden shareProcessNamespace'],
    ],
    [
      'users of Linux for Windows',
      withContainer({ securityContext: { runAsUser: 1 } }, { ...WINDOWS, securityContext: { fsGroup: 1 } }),
      ['Forbidden securityContext.fsGroup', 'Forbidden containers[0].securityContext.runAsUser'],
    ],
  ])('%s', (_, podSpec, errors) => {
    expect(podErrors(podSpec)).toEqual(errors);
  });
});
