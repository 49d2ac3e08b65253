import { LintRule } from '../rule';

export const latestImage: LintRule = {
  id: 'latest-image',
  severity: 'warning',
  title: 'An image has no version.',
  why:
    'The tag latest, and no tag, name another image every time a node pulls it: nodes that join later run another ' +
    'agent than the others, without a rollout, and nothing can be rolled back.',
  see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  check: ({ manifest }) =>
    manifest.containers
      .filter(({ image }) => image !== '' && !image.includes('@') && tagOf(image) === 'latest')
      .map(({ name, image }) => ({
        message: `the image of container ${name} is ${image}`,
        fix: `write a version: ${image.replace(/:latest$/, '')}:v1.2.3, or a digest`,
      })),
};

/** @see https://github.com/distribution/reference/blob/main/regexp.go */
function tagOf(image: string): string {
  return /:([^:/]+)$/.exec(image)?.[1] ?? 'latest';
}
