import {
  appArmorProfile,
  procMount,
  procMountRestricted,
  seccompProfileBaseline,
  seccompProfileRestricted,
  seLinuxOptions,
} from '../../../../src/kubernetes/pod-security/controls/security-profiles';
import { containers, describeControl } from '../control-fixture';

const annotation = (name: string) => `container.apparmor.security.beta.kubernetes.io/${name}`;
const appArmor = (type: string) => ({ appArmorProfile: { type } });

describeControl(appArmorProfile, [
  [
    'unconfined pod and container',
    { spec: { securityContext: appArmor('Unconfined'), ...containers(appArmor('RuntimeDefault'), appArmor('')) } },
    'spec.securityContext.appArmorProfile.type=Unconfined',
    'spec.containers[1].securityContext.appArmorProfile.type=',
  ],
  [
    'annotations',
    {
      annotations: {
        [annotation('')]: 'bogus',
        [annotation('a')]: '',
        [annotation('b')]: 'runtime/default',
        [annotation('c')]: 'localhost/',
        [annotation('d')]: 'localhost/foo',
        [annotation('e')]: 'unconfined',
      },
    },
    `metadata.annotations["${annotation('')}"]=bogus`,
    `metadata.annotations["${annotation('e')}"]=unconfined`,
  ],
  ['nothing said', { spec: containers(undefined), annotations: { note: 'unconfined' } }],
]);

const seccomp = (type: string) => ({ seccompProfile: { type } });

describeControl(seccompProfileBaseline, [
  [
    'unconfined pod and container',
    { spec: { securityContext: seccomp('Unconfined'), ...containers(undefined, seccomp('Unconfined')) } },
    'spec.securityContext.seccompProfile.type=Unconfined',
    'spec.containers[1].securityContext.seccompProfile.type=Unconfined',
  ],
  ['none, and confining ones', { spec: containers(undefined, seccomp('Localhost'), seccomp('RuntimeDefault')) }],
]);

describeControl(seccompProfileRestricted, [
  [
    'pod nil, container fallthrough',
    { spec: containers(undefined, {}, seccomp('RuntimeDefault')) },
    'spec.containers[0].securityContext.seccompProfile.type',
    'spec.containers[1].securityContext.seccompProfile.type',
  ],
  [
    'containers seccomp invalid',
    { spec: { securityContext: seccomp('RuntimeDefault'), ...containers(undefined, seccomp('Unconfined')) } },
    'spec.containers[1].securityContext.seccompProfile.type=Unconfined',
  ],
  [
    'pod seccomp invalid does not count for its containers',
    { spec: { securityContext: seccomp('Unconfined'), ...containers(undefined) } },
    'spec.securityContext.seccompProfile.type=Unconfined',
    'spec.containers[0].securityContext.seccompProfile.type',
  ],
  ['no explicit seccomp, windows pod', { spec: { os: { name: 'windows' }, ...containers(undefined) } }],
]);

const seLinux = (options: object) => ({ seLinuxOptions: options });
const engine = containers(seLinux({ type: 'container_engine_t' }));

describeControl(seLinuxOptions, [
  [
    'invalid pod and containers',
    {
      spec: {
        securityContext: seLinux({ type: 'foo', user: 'bar', role: 'baz' }),
        ...containers(
          seLinux({ type: 'container_t' }),
          seLinux({ type: 'container_init_t' }),
          seLinux({ type: 'container_kvm_t' }),
          seLinux({ user: 'bar' }),
          seLinux({ level: 's0:c1' }),
        ),
      },
    },
    'spec.securityContext.seLinuxOptions.type=foo',
    'spec.securityContext.seLinuxOptions.user=bar',
    'spec.securityContext.seLinuxOptions.role=baz',
    'spec.containers[3].securityContext.seLinuxOptions.user=bar',
  ],
  [
    'container_engine_t is not allowed before 1.31',
    { spec: engine, minor: 30 },
    'spec.containers[0].securityContext.seLinuxOptions.type=container_engine_t',
  ],
  ['container_engine_t is allowed from 1.31 on', { spec: engine, minor: 31 }],
  [
    'type spc_t, which Bottlerocket and others read as unconfined',
    { spec: containers(seLinux({ type: 'spc_t' })) },
    'spec.containers[0].securityContext.seLinuxOptions.type=spc_t',
  ],
]);

const unmasked = { hostUsers: false, ...containers({ procMount: 'Default' }, { procMount: 'Unmasked' }) };
const field = 'spec.containers[1].securityContext.procMount=Unmasked';

describeControl(procMount, [
  ['unmasked on the users of the node', { spec: { ...unmasked, hostUsers: true } }, field],
  ['unmasked in a user namespace, before 1.35', { spec: unmasked, minor: 34 }, field],
  ['unmasked in a user namespace, from 1.35 on', { spec: unmasked, minor: 35 }],
]);

describeControl(procMountRestricted, [
  ['unmasked in a user namespace', { spec: unmasked }, field],
  ['default', { spec: containers({ procMount: 'Default' }, {}) }],
]);
