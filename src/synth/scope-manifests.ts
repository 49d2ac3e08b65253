import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { render } from './render';
import { Fault } from '../kubernetes/manifest/fault';
import { Manifest, PlannedKind, isOfKind } from '../kubernetes/manifest/manifest';
import { manifestsOf } from '../kubernetes/manifest/read-manifests';
import { isLinted, isWorkload } from '../lint/linted-kinds';

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

/** An object of a construct with its manifest, as it will be written. */
export interface RenderedObject {
  readonly object: ApiObject;
  readonly manifest: any;
}

/** The manifests of what is given: a construct, a Kubernetes object, or a list of them; of a construct, what a plan reads. */
export function sourceManifests(source: unknown, faults: Fault[], reads = isPlanned): Manifest[] {
  return Construct.isConstruct(source)
    ? manifestsOfRendered(renderObjects(source, reads), faults)
    : manifestsOf([source], faults);
}

/** The same, of a construct with what a review of the agents reads besides. */
export function reviewedManifests(source: unknown, faults: Fault[]): Manifest[] {
  return Construct.isConstruct(source)
    ? manifestsOfRendered(renderReviewed(source), faults)
    : manifestsOf([source], faults);
}

/** The objects below a scope that a plan or a review of its agents reads. */
export function renderReviewed(scope: IConstruct): RenderedObject[] {
  const hasBudget = scope.node
    .findAll()
    .some((each) => ApiObject.isApiObject(each) && isOfKind(each, 'PodDisruptionBudget'));
  return renderObjects(scope, (object) => isPlanned(object) || isLinted(object) || (hasBudget && isWorkload(object)));
}

/** The manifests of rendered objects, each known by its construct path. */
export function manifestsOfRendered(rendered: readonly RenderedObject[], faults: Fault[]): Manifest[] {
  return rendered.flatMap(({ object, manifest }) =>
    manifestsOf([manifest], faults).map((each) => ({ ...each, file: object.node.path })),
  );
}

/**
 * The objects below a scope that are read, as they will be written: of our constructs, raw ApiObjects, cdk8s-plus,
 * included YAML and Helm alike.
 */
function renderObjects(scope: IConstruct, reads: (object: ApiObject) => boolean): RenderedObject[] {
  return scope.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter(reads)
    .map((object) => ({ object, manifest: render(object) }));
}
