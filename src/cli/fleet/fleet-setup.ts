import { Manifest } from '../../kubernetes/manifest/manifest';
import { FailOn } from '../../review/fail-on';
import { Review } from '../review-options';

/** What all clusters of a fleet are planned with. */
export interface FleetSetup {
  readonly manifests: readonly Manifest[];
  readonly review: Review;
  readonly kubernetesVersion: string;
  readonly failOn: FailOn;
}

/** A manifest without what cannot travel to another thread. */
type ManifestData = Pick<Manifest, 'object' | 'apiVersion' | 'kind' | 'file'> & { readonly description: string };

/** The same as data, to be handed to another thread. */
export interface FleetSetupData extends Omit<FleetSetup, 'manifests' | 'review'> {
  readonly manifests: readonly ManifestData[];
  readonly previous: readonly ManifestData[];
  readonly review: Review;
}

export function asData({ manifests, review, ...rest }: FleetSetup): FleetSetupData {
  const { previous = [], ...options } = review.options;
  return {
    ...rest,
    manifests: manifests.map(manifestData),
    previous: previous.map(manifestData),
    review: { ...review, options },
  };
}

export function fromData({ manifests, previous, review, ...rest }: FleetSetupData): FleetSetup {
  return {
    ...rest,
    manifests: manifests.map(manifestOf),
    review: { ...review, options: { ...review.options, previous: previous.map(manifestOf) } },
  };
}

function manifestData({ object, apiVersion, kind, file, describe }: Manifest): ManifestData {
  return { object, apiVersion, kind, file, description: describe() };
}

function manifestOf({ description, ...manifest }: ManifestData): Manifest {
  return { ...manifest, describe: () => description };
}
