import {
  allowPrivilegeEscalation,
  capabilitiesBaseline,
  capabilitiesRestricted,
  privileged,
} from '../../../../src/kubernetes/pod-security/controls/container-privileges';
import { containers, describeControl } from '../control-fixture';

describeControl(privileged, [
  [
    'privileged containers, the ephemeral ones too',
    {
      spec: {
        ...containers({ privileged: false }, { privileged: true }, undefined),
        ephemeralContainers: [{ name: 'e', securityContext: { privileged: true } }],
      },
    },
    'spec.containers[1].securityContext.privileged=true',
    'spec.ephemeralContainers[0].securityContext.privileged=true',
  ],
  ['none', { spec: containers(undefined) }],
]);

describeControl(allowPrivilegeEscalation, [
  [
    'unset, or true',
    { spec: containers(undefined, {}, { allowPrivilegeEscalation: true }, { allowPrivilegeEscalation: false }) },
    'spec.containers[0].securityContext.allowPrivilegeEscalation',
    'spec.containers[1].securityContext.allowPrivilegeEscalation',
    'spec.containers[2].securityContext.allowPrivilegeEscalation=true',
  ],
  ['windows pod, where it cannot be set', { spec: { os: { name: 'windows' }, ...containers(undefined) } }],
  [
    'linux pod',
    { spec: { os: { name: 'linux' }, ...containers(undefined) } },
    'spec.containers[0].securityContext.allowPrivilegeEscalation',
  ],
]);

const capabilities = (add?: string[], drop?: string[]) => ({ capabilities: { add, drop } });

describeControl(capabilitiesBaseline, [
  [
    'beyond the default set, by name as it is written',
    {
      spec: containers(
        capabilities(['NET_ADMIN', 'CHOWN', 'NET_RAW']),
        capabilities(['CAP_CHOWN']),
        capabilities(['ALL']),
      ),
    },
    'spec.containers[0].securityContext.capabilities.add[0]=NET_ADMIN',
    'spec.containers[0].securityContext.capabilities.add[2]=NET_RAW',
    'spec.containers[1].securityContext.capabilities.add[0]=CAP_CHOWN',
    'spec.containers[2].securityContext.capabilities.add[0]=ALL',
  ],
  ['of the default set', { spec: containers(capabilities(['SYS_CHROOT', 'MKNOD']), undefined, capabilities()) }],
]);

describeControl(capabilitiesRestricted, [
  [
    'ALL is not dropped, and more is added than a low port needs',
    {
      spec: containers(
        undefined,
        capabilities(undefined, ['NET_RAW']),
        capabilities(['CHOWN'], ['ALL']),
        capabilities(undefined, ['all']),
      ),
    },
    'spec.containers[0].securityContext.capabilities.drop',
    'spec.containers[1].securityContext.capabilities.drop=["NET_RAW"]',
    'spec.containers[2].securityContext.capabilities.add[0]=CHOWN',
    'spec.containers[3].securityContext.capabilities.drop=["all"]',
  ],
  ['all dropped, a low port', { spec: containers(capabilities(['NET_BIND_SERVICE'], ['NET_RAW', 'ALL'])) }],
  ['windows pod', { spec: { os: { name: 'windows' }, ...containers(undefined) } }],
]);
