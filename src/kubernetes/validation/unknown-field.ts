import { didYouMean } from './fix';
import { CONTAINER } from './schema/container';
import { DAEMON_SET_SPEC } from './schema/daemon-set';
import { OBJECT_META } from './schema/object-meta';
import { POD_SPEC } from './schema/pod-spec';
import { POD_SECURITY_CONTEXT, SECURITY_CONTEXT } from './schema/security-context';
import { ObjectShape } from './schema/shape';

/** Where fields are looked for that stand in the wrong place, the likeliest place first. */
const PLACES: readonly (readonly [string, ObjectShape])[] = [
  ['spec.template.spec', POD_SPEC],
  ['an entry of spec.template.spec.containers', CONTAINER],
  ['the securityContext of a container', SECURITY_CONTEXT],
  ['spec.template.spec.securityContext', POD_SECURITY_CONTEXT],
  ['spec', DAEMON_SET_SPEC],
  ['spec.template.metadata', OBJECT_META],
];

/** The field that an unknown one was meant to be: it belongs elsewhere, or it is mistyped. */
export function unknownFieldFix(name: string, shape: ObjectShape): string | undefined {
  const place = PLACES.find(([, { fields }]) => Object.hasOwn(fields, name));
  return place ? `${name} belongs in ${place[0]}` : didYouMean(name, Object.keys(shape.fields));
}
