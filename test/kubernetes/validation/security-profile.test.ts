import { Row, containerErrors } from './fixture';

const LOCAL = { type: 'Localhost', localhostProfile: 'agent.json' };

describe.each(['seccompProfile', 'appArmorProfile'])('%s', (profile) => {
  const path = `securityContext.${profile}`;

  test.each<Row>([
    ['the default of the runtime', { type: 'RuntimeDefault' }, []],
    ['a profile of the node', LOCAL, []],
    ['no type', {}, [`Required ${path}.type`]],
    ['an unknown type', { type: 'Default' }, [`NotSupported ${path}.type`]],
    ['a profile of the node without its name', { type: 'Localhost' }, [`Required ${path}.localhostProfile`]],
    ['a name without need', { ...LOCAL, type: 'Unconfined' }, [`Invalid ${path}.localhostProfile`]],
  ])('%s', (_, value, errors) => {
    expect(containerErrors({ securityContext: { [profile]: value } })).toEqual(errors);
  });
});

test.each<Row>([
  [
    'validateSeccompProfileField: a path from the root',
    { seccompProfile: { ...LOCAL, localhostProfile: '/a' } },
    ['Invalid securityContext.seccompProfile.localhostProfile'],
  ],
  [
    'ValidateAppArmorProfileField: padding',
    { appArmorProfile: { ...LOCAL, localhostProfile: ' a' } },
    ['Invalid securityContext.appArmorProfile.localhostProfile'],
  ],
  [
    'ValidateAppArmorProfileField: an empty name',
    { appArmorProfile: { ...LOCAL, localhostProfile: '' } },
    ['Required securityContext.appArmorProfile.localhostProfile'],
  ],
  [
    'ValidateAppArmorProfileField: a name that is too long',
    { appArmorProfile: { ...LOCAL, localhostProfile: 'a'.repeat(4096) } },
    ['TooLong securityContext.appArmorProfile.localhostProfile'],
  ],
])('%s', (_, securityContext, errors) => {
  expect(containerErrors({ securityContext })).toEqual(errors);
});
