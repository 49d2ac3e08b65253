import { FACTS, readRole } from './read-role';
import { Role } from './role';
import { readTaint } from '../../../inventory/node';
import { Fault } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { Manifest } from '../../../kubernetes/manifest/manifest';
import { nearestWord } from '../../../kubernetes/manifest/nearest-word';
import { onlyFields } from '../../../kubernetes/manifest/only-fields';
import { Taint } from '../../../kubernetes/taint';
import { BootstrapFact } from '../bootstrap-role';

/** The role of a workload as an inventory tells it. */
export interface ToldRole {
  /** The workload as it is written: `namespace/name`, or `name`. */
  readonly name: string;
  readonly role: Role;
  /** Reports a fault where it is written. */
  readonly fault: (rule: string, hint?: string) => void;
}

/** Taints that nodes register with. */
export interface RegisteredTaints {
  /** Those that they lose on the way. */
  readonly startupTaints: readonly Taint[];
  /** Those that stay. */
  readonly registeredTaints: readonly Taint[];
}

/** What an inventory says of new nodes: the `bootstrap:` of its sections. */
export interface BootstrapSection extends RegisteredTaints {
  readonly roles: readonly ToldRole[];
  /** What the nodes of a pool register with beside what all nodes do. */
  readonly pools: ReadonlyMap<string, RegisteredTaints>;
  /** Keys of the labels that a cloud controller sets. */
  readonly cloudLabels: readonly string[];
  /** What holds of a new node whatever the agents do. */
  readonly facts: readonly BootstrapFact[];
}

const TAINT_FIELDS = ['startupTaints', 'registeredTaints'];

/** Reads the `bootstrap:` of all sections of an inventory, as one. */
export function readBootstrapSections(
  sections: readonly Manifest[],
  poolsKnown: ReadonlySet<string>,
  faults: Fault[],
): BootstrapSection {
  const parts = sections.map((section) => readBootstrap(Field.of(section, faults).get('bootstrap'), poolsKnown));
  const pools = new Map<string, RegisteredTaints>();
  for (const [pool, taints] of parts.flatMap((part) => [...part.pools])) {
    pools.set(pool, together([pools.get(pool), taints].filter((each) => each !== undefined)));
  }
  return {
    ...together(parts),
    roles: parts.flatMap(({ roles }) => roles),
    pools,
    cloudLabels: [...new Set(parts.flatMap(({ cloudLabels }) => cloudLabels))],
    facts: [...new Set(parts.flatMap(({ facts }) => facts))],
  };
}

function readBootstrap(bootstrap: Field, poolsKnown: ReadonlySet<string>): BootstrapSection {
  onlyFields(bootstrap, ['roles', ...TAINT_FIELDS, 'pools', 'cloudLabels', 'facts']);
  checkPools(bootstrap.get('pools'), poolsKnown);
  const roles = bootstrap.get('roles').map((field) => ({
    role: readRole(field),
    fault: (rule: string, hint?: string) => field.fault(rule, hint),
  }));
  return {
    ...readTaints(bootstrap),
    roles: [...roles].map(([name, told]) => ({ name, ...told })),
    pools: bootstrap.get('pools').map((pool) => {
      onlyFields(pool, TAINT_FIELDS);
      return readTaints(pool);
    }),
    cloudLabels: bootstrap.get('cloudLabels').stringList(),
    facts: bootstrap.get('facts').list((fact) => fact.oneOf(FACTS)),
  };
}

function checkPools(pools: Field, known: ReadonlySet<string>): void {
  for (const name of pools.map((pool) => pool).keys()) {
    if (!known.has(name)) {
      const meant = nearestWord(name, [...known]);
      const all = known.size > 0 ? `its pools are ${[...known].sort().join(', ')}` : 'no label of its nodes names one';
      pools.get(name).fault(`names no pool of the inventory: ${all}`, meant && `did you mean ${meant}?`);
    }
  }
}

function readTaints(field: Field): RegisteredTaints {
  return {
    startupTaints: field.get('startupTaints').list(readTaint),
    registeredTaints: field.get('registeredTaints').list(readTaint),
  };
}

/** The taints of all of them. */
export function together(parts: readonly RegisteredTaints[]): RegisteredTaints {
  return {
    startupTaints: parts.flatMap(({ startupTaints }) => startupTaints),
    registeredTaints: parts.flatMap(({ registeredTaints }) => registeredTaints),
  };
}
