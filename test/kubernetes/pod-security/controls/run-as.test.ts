import { runAsNonRoot, runAsUser } from '../../../../src/kubernetes/pod-security/controls/run-as';
import { containers, describeControl } from '../control-fixture';

const nonRoot = (value: boolean) => ({ runAsNonRoot: value });

describeControl(runAsNonRoot, [
  ['no explicit runAsNonRoot', { spec: containers(undefined) }, 'spec.containers[0].securityContext.runAsNonRoot'],
  [
    'pod false, every container true',
    { spec: { securityContext: nonRoot(false), ...containers(nonRoot(true)) } },
    'spec.securityContext.runAsNonRoot=false',
  ],
  [
    'containers false',
    { spec: { securityContext: nonRoot(true), ...containers(undefined, {}, nonRoot(false), nonRoot(true)) } },
    'spec.containers[2].securityContext.runAsNonRoot=false',
  ],
  [
    'pod nil, container fallthrough',
    { spec: containers({}, nonRoot(true)) },
    'spec.containers[0].securityContext.runAsNonRoot',
  ],
  ['user namespace, from 1.35 on', { spec: { hostUsers: false, ...containers(undefined) } }],
  [
    'user namespace, before 1.35',
    { spec: { hostUsers: false, ...containers(undefined) }, minor: 34 },
    'spec.containers[0].securityContext.runAsNonRoot',
  ],
]);

describeControl(runAsUser, [
  [
    'pod and containers runAsUser=0',
    { spec: { securityContext: { runAsUser: 0 }, ...containers({ runAsUser: 0 }, { runAsUser: 1 }, undefined) } },
    'spec.securityContext.runAsUser=0',
    'spec.containers[0].securityContext.runAsUser=0',
  ],
  ['unset', { spec: containers(undefined) }],
  ['user namespace, from 1.35 on', { spec: { hostUsers: false, securityContext: { runAsUser: 0 } } }],
  [
    'user namespace, before 1.35',
    { spec: { hostUsers: false, securityContext: { runAsUser: 0 } }, minor: 34 },
    'spec.securityContext.runAsUser=0',
  ],
]);
