import { ToldRole } from './bootstrap-section';
import { readRole } from './read-role';
import { Role } from './role';
import { Fault } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { nearestWord } from '../../../kubernetes/manifest/nearest-word';
import { BootstrapRole } from '../bootstrap-role';

/** The roles that are told beside the manifests. */
export interface ToldRoles {
  /** By `namespace/name` of the workload. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Workloads of which the inventory tells a role and that are not among the manifests. */
  readonly absent: readonly string[];
}

/**
 * The roles of workloads with these keys. The options of a plan go before its inventory, and are about this plan: a name
 * that fits no workload is a fault there. An inventory may serve several plans: there only what looks mistyped is one.
 */
export function toldRoles(
  options: { [workload: string]: BootstrapRole },
  section: readonly ToldRole[],
  keys: readonly string[],
  faults: Fault[],
): ToldRoles {
  const roles = new Map<string, Role>();
  const absent: string[] = [];
  for (const { name, role, fault } of section) {
    const found = keys.filter((key) => key === name || key.endsWith(`/${name}`));
    const meant = nearestWord(name, name.includes('/') ? keys : keys.map((key) => key.split('/')[1]));
    if (found.length > 1) {
      fault(`is ambiguous: there are ${found.join(' and ')}`, 'write namespace/name');
    } else if (found.length === 1) {
      roles.set(found[0], role);
    } else if (meant) {
      fault(UNKNOWN, `did you mean ${meant}?`);
    } else {
      absent.push(name);
    }
  }
  for (const [key, role] of readOptions(options, faults)) {
    if (!keys.includes(key)) {
      const meant = nearestWord(key, keys);
      const hint = meant && `did you mean ${meant}?`;
      faults.push({ object: 'options', field: `roles[${JSON.stringify(key)}]`, rule: UNKNOWN, hint });
    }
    roles.set(key, role);
  }
  return { roles, absent };
}

const UNKNOWN = 'names no DaemonSet or Deployment of the manifests';

function readOptions(roles: { [workload: string]: BootstrapRole }, faults: Fault[]): Map<string, Role> {
  const options = { object: { roles }, apiVersion: '', kind: '', describe: () => 'options' };
  return Field.of(options, faults)
    .get('roles')
    .map((role) => readRole(role));
}
