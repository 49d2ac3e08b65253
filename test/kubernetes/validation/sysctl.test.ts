import { Row, podErrors } from './fixture';

describe('validateSysctls', () => {
  test.each<Row>([
    ['a name with dots', ['kernel.shm_rmid_forced'], []],
    ['a name with slashes', ['net/ipv4/conf/eth0.1/rp_filter'], []],
    ['no name', [''], ['Required securityContext.sysctls[0].name']],
    ['a bad name', ['bad name'], ['Invalid securityContext.sysctls[0].name']],
    ['a name twice', ['kernel.sem', 'kernel.sem'], ['Duplicate securityContext.sysctls[1].name']],
  ])('%s', (_, names: string[], errors) => {
    const sysctls = names.map((name) => ({ name, value: '1' }));
    expect(podErrors({ securityContext: { sysctls } })).toEqual(errors);
  });
});

describe('ValidateHostSysctl', () => {
  test.each([
    ['net.core.somaxconn', { hostNetwork: true }, true],
    ['net/core/somaxconn', { hostNetwork: true }, true],
    ['net.core.somaxconn', { hostIPC: true }, false],
    ['kernel.shmmax', { hostIPC: true }, true],
    ['kernel.sem', { hostIPC: true }, true],
    ['fs.mqueue.msg_max', { hostIPC: true }, true],
    ['kernel.shmmax', { hostNetwork: true }, false],
    ['vm.swappiness', { hostNetwork: true, hostIPC: true }, false],
  ])('%s with %j: refused %s', (name, podSpec, refused) => {
    const securityContext = { sysctls: [{ name, value: '1' }] };
    const errors = refused ? ['Invalid securityContext.sysctls[0].name'] : [];
    expect(podErrors({ securityContext, ...podSpec })).toEqual(errors);
  });
});
