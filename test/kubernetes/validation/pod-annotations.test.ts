import { brief, daemonSet, withContainer } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

type AnnotationRow = readonly [rule: string, key: string, value: string, podSpec: object, errors: string[]];

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/agent';
const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';
const MIRROR = 'kubernetes.io/config.mirror';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const COST = 'controller.kubernetes.io/pod-deletion-cost';
const PATH = 'spec.template.annotations';

function context(securityContext: object): object {
  return withContainer({ securityContext }, { securityContext });
}

test.each<AnnotationRow>([
  ['ValidateAppArmorPodAnnotations: a profile of the runtime', APP_ARMOR, 'runtime/default', {}, []],
  ['a profile of the node', APP_ARMOR, 'localhost/agent', {}, []],
  ['no such profile', APP_ARMOR, 'default', {}, [`Invalid ${PATH}[${APP_ARMOR}]`]],
  [
    'no such container',
    APP_ARMOR.replace(/agent$/, 'x'),
    'unconfined',
    {},
    [`Invalid ${PATH}[${APP_ARMOR.replace(/agent$/, 'x')}]`],
  ],
  ['ValidateSeccompPodAnnotations: a profile of the runtime', SECCOMP, 'docker/default', {}, []],
  ['no such profile', SECCOMP, 'default', {}, [`Invalid ${PATH}.${SECCOMP}`]],
  ['a profile that leads out', SECCOMP, 'localhost/../a', {}, [`Invalid ${PATH}.${SECCOMP}`]],
  ['a mirror of a static pod without a node', MIRROR, 'a', {}, [`Invalid ${PATH}[${MIRROR}]`]],
  ['a mirror of a static pod on its node', MIRROR, 'a', { nodeName: 'node-1' }, []],
  ['a cost', COST, '-100', {}, []],
  ['a cost with a sign', COST, '+1', {}, [`Invalid ${PATH}[${COST}]`]],
  ['a cost beyond 32 bits', COST, '2147483648', {}, [`Invalid ${PATH}[${COST}]`]],
  ['tolerations', TOLERATIONS, '[{"operator":"Exists"}]', {}, []],
  ['a bad toleration', TOLERATIONS, '[{"operator":"Equal"}]', {}, [`Invalid ${PATH}.${TOLERATIONS}[0].operator`]],
  ['tolerations that are not JSON', TOLERATIONS, '[', {}, [`Invalid ${PATH}`]],
  ['tolerations that are no list', TOLERATIONS, '1', {}, [`Invalid ${PATH}`]],
  ['a toleration whose key is a number', TOLERATIONS, '[{"key":1}]', {}, [`Invalid ${PATH}`]],
  ['tolerations that are null', TOLERATIONS, 'null', {}, []],
  [
    'validateSeccompAnnotationsAndFields: another type than the field',
    SECCOMP,
    'unconfined',
    { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
    ['Forbidden securityContext.seccompProfile.type'],
  ],
  [
    'another profile than the field',
    SECCOMP,
    'localhost/a',
    { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'b' } } },
    ['Forbidden securityContext.seccompProfile.localhostProfile'],
  ],
  [
    'validateAppArmorAnnotationsAndFieldsMatchOnCreate: another type than the field',
    APP_ARMOR,
    'unconfined',
    context({ appArmorProfile: { type: 'RuntimeDefault' } }),
    ['Forbidden containers[0].securityContext.appArmorProfile.type'],
  ],
  [
    'the same as the field',
    APP_ARMOR,
    'localhost/a',
    context({ appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } }),
    [],
  ],
])('%s: %s %s', (_, key, value, podSpec, errors) => {
  const manifest = daemonSet(podSpec);
  manifest.spec.template.metadata.annotations = { [key]: value };
  expect(brief(validateDaemonSet(manifest))).toEqual(errors);
});
