import { LintRule } from '../rule';
import { groupNames } from '../words';

const ARCHITECTURES = ['amd64', 'arm64', 'ppc64le', 's390x', 'arm', '386', 'riscv64'];
/** An architecture at the end of the name or the tag of an image, as in `flannel:v0.9.1-amd64`. */
const SUFFIX = new RegExp(`[-_](${ARCHITECTURES.join('|')})(?=$|:|@)`);

export const wrongArchitecture: LintRule = {
  id: 'wrong-architecture',
  severity: 'error',
  title: 'An image is made for one architecture and the agent is wanted on nodes of another.',
  why: 'The controller does not look at images. The pod is created, and its process does not start: exec format error.',
  see: ['https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch'],
  check: ({ manifest, groups }) =>
    manifest.containers.flatMap(({ name, image }) => {
      const made = SUFFIX.exec(image)?.[1];
      const isWrong = (arch: string | undefined) => arch !== undefined && arch !== made;
      const wrong = made ? groups.filter(({ labels }) => isWrong(labels.get('kubernetes.io/arch'))) : [];
      return wrong.length > 0
        ? [
            {
              message: `the image ${image} of container ${name} is made for ${made}, and the agent is wanted on nodes of another architecture: ${groupNames(wrong)}`,
              fix: `use an image for every architecture, or add nodeSelector: {kubernetes.io/arch: ${made}}`,
            },
          ]
        : [];
    }),
};
