import { Labels, labelSelectorMatches } from '../../kubernetes/label-selector';
import { Field } from '../../kubernetes/manifest/field';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { LintContext } from '../lint-context';
import { LintRule } from '../rule';

export const disruptionBudget: LintRule = {
  id: 'disruption-budget',
  severity: 'warning',
  title: 'A PodDisruptionBudget selects nothing but daemon pods.',
  why:
    'A drain by kubectl or an autoscaler leaves daemon pods where they are, so the budget protects nothing; rollouts ' +
    'do not ask it either. What it does is refuse evictions: it can block tools that evict daemon pods on purpose. ' +
    'The budget of an agent is maxUnavailable.',
  see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/', 'kubernetes/autoscaler#4337'],
  check: ({ planned: { daemonSet } }, context) =>
    context.placement.objects.podDisruptionBudgets
      .filter(
        ({ namespace, selector }) =>
          namespace === daemonSet.namespace &&
          selector !== undefined &&
          labelSelectorMatches(selector, daemonSet.template.labels) &&
          !otherPods(context, namespace).some((labels) => labelSelectorMatches(selector, labels)),
      )
      .map(({ namespace, name }) => ({
        message: `PodDisruptionBudget ${namespace}/${name} selects its pods and no others that are known`,
        fix: 'remove it; updateStrategy.rollingUpdate.maxUnavailable is the budget of an agent',
      })),
};

/** Labels of the pods of a namespace, running or to come, that belong to no agent. */
function otherPods({ placement, manifests }: LintContext, namespace: string): Labels[] {
  const running = placement.nodes.flatMap(({ others }) => others.filter((pod) => pod.namespace === namespace));
  return [...running.map(({ labels }) => labels), ...manifests.flatMap((each) => templateLabels(each, namespace))];
}

function templateLabels(manifest: Manifest, namespace: string): Labels[] {
  const root = Field.of(manifest, []);
  const metadata = root.get('metadata');
  const template = root.get('spec').get('template');
  const there = (metadata.get('namespace').string() || 'default') === namespace;
  return manifest.kind !== 'DaemonSet' && there && template.present
    ? [template.get('metadata').get('labels').strings()]
    : [];
}
