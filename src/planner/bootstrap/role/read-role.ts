import { parse } from 'yaml';
import { Role } from './role';
import { TAINT_REMOVERS } from './well-known';
import { Fault } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { Manifest } from '../../../kubernetes/manifest/manifest';
import { onlyFields } from '../../../kubernetes/manifest/only-fields';
import { resourceAmounts } from '../../../kubernetes/pod-requests';
import { readResourceList } from '../../../kubernetes/read-pod-spec';
import { BOOTSTRAP_ANNOTATION, BootstrapFact } from '../bootstrap-role';

export const FACTS: readonly BootstrapFact[] = ['nodeNetwork', 'serviceNetwork'];

/** Reads a role as the options of a plan and annotations have it. */
export function readRole(role: Field): Role {
  onlyFields(role, ['provides', 'removesTaints', 'removedBy', 'requires', 'everyNode']);
  const provides = role.get('provides');
  onlyFields(provides, [...FACTS, 'labels', 'resources']);
  return {
    facts: FACTS.filter((fact) => provides.get(fact).boolean()),
    labels: provides.get('labels').strings(),
    resources: resourceAmounts(readResourceList(provides.get('resources'))),
    removesTaints: role.get('removesTaints').stringList(),
    removedBy: role.get('removedBy').oneOf(TAINT_REMOVERS),
    requires: role.get('requires').list((fact) => fact.oneOf(FACTS)),
    everyNode: role.get('everyNode').boolean() ?? false,
  };
}

/** The role that the annotation of a workload tells; undefined when it has none. */
export function annotatedRole(manifest: Manifest, faults: Fault[]): Role | undefined {
  const annotation = Field.of(manifest, faults).get('metadata').get('annotations').get(BOOTSTRAP_ANNOTATION);
  const text = annotation.string();
  if (text === undefined) {
    return undefined;
  }
  try {
    const describe = () => `${manifest.describe()}: annotation ${BOOTSTRAP_ANNOTATION}`;
    return readRole(
      Field.of({ ...manifest, object: { role: parse(text) }, describe, locate: undefined }, faults).get('role'),
    );
  } catch (error) {
    return annotation.fault(`must be YAML or JSON: ${(error as Error).message.split('\n')[0]}`);
  }
}
