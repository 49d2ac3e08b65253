import { Row, containerErrors } from './fixture';

describe('ValidateSecurityContext', () => {
  test.each<Row>([
    ['a privileged container', { privileged: true, runAsUser: 0 }, []],
    ['no escalation', { allowPrivilegeEscalation: false, capabilities: { add: ['NET_ADMIN'] } }, []],
    [
      'ids out of range',
      { runAsUser: -1, runAsGroup: 2 ** 31 },
      ['Invalid securityContext.runAsUser', 'Invalid securityContext.runAsGroup'],
    ],
    ['an unknown proc mount', { procMount: 'All' }, ['NotSupported securityContext.procMount']],
    ['an unmasked proc mount as a user of the host', { procMount: 'Unmasked' }, ['Invalid securityContext.procMount']],
    [
      'privileged, without escalation',
      { privileged: true, allowPrivilegeEscalation: false },
      ['Invalid securityContext'],
    ],
    [
      'the greatest capability, without escalation',
      { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false },
      ['Invalid securityContext'],
    ],
    [
      'the greatest capability by its other name, which nobody checks',
      { capabilities: { add: ['SYS_ADMIN'] }, allowPrivilegeEscalation: false },
      [],
    ],
  ])('%s', (_, securityContext, errors) => {
    expect(containerErrors({ securityContext })).toEqual(errors);
  });

  test('an unmasked proc mount with users of its own', () => {
    expect(containerErrors({ securityContext: { procMount: 'Unmasked' } }, { hostUsers: false })).toEqual([]);
  });
});
