import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
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

/** Whether a placement or a rollout reads objects of this kind. */
export function isPlanned(object: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return PLANNED_KINDS.some((kind) => isOfKind(object, kind));
}

/**
 * The manifests of what a planner is given: a construct, a Kubernetes object, or a list of them.
 *
 * @param reads which objects of a construct are rendered
 */
export function sourceManifests(source: unknown, faults: Fault[], reads = isPlanned): Manifest[] {
  return Construct.isConstruct(source) ? scopeManifests(source, faults, reads) : manifestsOf([source], faults);
}

/**
 * The objects below a scope that are read, as they will be written: of our constructs, raw ApiObjects, cdk8s-plus,
 * included YAML and Helm alike. Each is known by its construct path.
 */
export function scopeManifests(scope: IConstruct, faults: Fault[], reads = isPlanned): Manifest[] {
  return scope.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter(reads)
    .flatMap((object) => manifestsOf([object.toJson()], faults).map((each) => ({ ...each, file: object.node.path })));
}
