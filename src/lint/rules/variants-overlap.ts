import { LintAgent, sharedGroups } from '../lint-agent';
import { perAgent } from '../per-agent';
import { LintRule } from '../rule';
import { groupNames, imageRepository, listed } from '../words';

/** Labels by which people say what a pod runs. */
const NAME_LABELS = ['app.kubernetes.io/name', 'k8s-app', 'app', 'name'];

export const variantsOverlap: LintRule = {
  id: 'variants-overlap',
  severity: 'warning',
  title: 'Two variants of one agent run on the same nodes.',
  why:
    'To give pools different resources an agent is deployed once for each of them. Where the node selectors of two ' +
    'variants are not disjoint a node gets both: it is measured twice, they fight for files and ports, and each ' +
    'rollout touches it twice.',
  see: ['projectcalico/calico#8104', 'cilium/cilium#45105', 'kubernetes/kubernetes#122753'],
  check: (agent, { agents }) =>
    agents
      .slice(0, agents.indexOf(agent))
      .filter((other) => isVariantOf(agent, other))
      .map((other) => ({ other, groups: sharedGroups(agent, other) }))
      .filter(({ groups }) => groups.length > 0)
      .map(({ other, groups }) => ({
        message: `runs the same images as ${other.key}, also on ${groupNames(groups)}`,
        fix: `make the node selectors disjoint: what one asks for by In, exclude in the other by NotIn`,
      })),
};

/** Whether both run the same images under the same name; agents of one image for different ends have names of their own. */
function isVariantOf(a: LintAgent, b: LintAgent): boolean {
  const name = nameOf(a);
  return name !== undefined && name === nameOf(b) && imagesOf(a) === imagesOf(b);
}

const nameOf = perAgent(({ manifest: { podLabels } }) =>
  NAME_LABELS.map((key) => podLabels.get(key)).find((value) => value !== undefined),
);

const imagesOf = perAgent(({ manifest: { containers } }) =>
  listed(containers.map(({ image }) => imageRepository(image))),
);
