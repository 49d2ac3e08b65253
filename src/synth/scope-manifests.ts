import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Fault } from '../kubernetes/manifest/fault';
import { Manifest, PlannedKind, isOfKind } from '../kubernetes/manifest/manifest';
import { manifestsOf } from '../kubernetes/manifest/read-manifests';

/** Kinds that a plan reads; rendering the others would cost a synth time for nothing. */
const PLANNED_KINDS: PlannedKind[] = [
  'DaemonSet',
  'LimitRange',
  'Namespace',
  'PodDisruptionBudget',
  'PriorityClass',
  'RuntimeClass',
];

/**
 * The objects below a scope that a plan reads, as they will be written: of our constructs, raw ApiObjects, cdk8s-plus,
 * included YAML and Helm alike. Each is known by its construct path.
 */
export function scopeManifests(scope: IConstruct, faults: Fault[]): Manifest[] {
  return scope.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter((object) => PLANNED_KINDS.some((kind) => isOfKind(object, kind)))
    .flatMap((object) => manifestsOf([object.toJson()], faults).map((each) => ({ ...each, file: object.node.path })));
}
