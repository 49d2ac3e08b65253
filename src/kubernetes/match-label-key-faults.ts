import { DaemonSet } from './daemon-set';
import { Field } from './manifest/field';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * The keys of `matchLabelKeys` that the label selector beside them names too, in the words of the API server. It merges the
 * labels of a pod into the selector and then refuses what stands there twice; of a template it merges nothing.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateMatchLabelKeysAndMismatchLabelKeys
 */
export function matchLabelKeyFaults({ manifest, template: { labels } }: DaemonSet): string[] {
  const spec = Field.of(manifest, []).get('spec').get('template').get('spec');
  return termsOf(spec).flatMap((term) => {
    const selector = term.get('labelSelector');
    const named = [
      ...selector.get('matchLabels').strings().keys(),
      ...selector.get('matchExpressions').list((requirement) => requirement.get('key').string()),
    ];
    return term
      .get('matchLabelKeys')
      .stringList()
      .filter((key) => labels.has(key) && named.includes(key))
      .map((key) => `${key} exists in both matchLabelKeys and labelSelector`);
  });
}

/** Everything that selects pods by labels of the pod itself. */
function termsOf(spec: Field): Field[] {
  const affinity = spec.get('affinity');
  return [
    ...[affinity.get('podAffinity'), affinity.get('podAntiAffinity')].flatMap((each) => [
      ...each.get(REQUIRED).items(),
      ...each.get(PREFERRED).list((preferred) => preferred.get('podAffinityTerm')),
    ]),
    ...spec.get('topologySpreadConstraints').items(),
  ];
}
