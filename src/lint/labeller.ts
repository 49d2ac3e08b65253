import { LintAgent, nodeAlternatives } from './lint-agent';
import { LintContext } from './lint-context';
import { perAgent } from './per-agent';
import { imageRepository } from './words';

/** A product that finds out about its node and writes it as labels. */
export interface KnownLabeller {
  readonly product: string;
  readonly labels: RegExp;
  /** How the repository of its image ends. */
  readonly image: RegExp;
}

const LABELLERS: readonly KnownLabeller[] = [
  {
    product: 'Node Feature Discovery',
    labels: /^([a-z0-9-]+\.)?feature\.node\.kubernetes\.io\//,
    image: /(^|\/)node-feature-discovery$/,
  },
  {
    product: 'NVIDIA GPU Feature Discovery',
    labels: /^nvidia\.com\/(gpu|cuda|mig|mps|gfd)\./,
    image: /(^|\/)(gpu-feature-discovery|k8s-device-plugin)$/,
  },
  { product: 'kata-deploy', labels: /^katacontainers\.io\/kata-runtime$/, image: /(^|\/)kata-deploy$/ },
];

/** Labels that every alternative of the node affinity needs. */
export const labelsNeeded = perAgent((agent): string[] => {
  const [first, ...others] = nodeAlternatives(agent).map((requirements) =>
    requirements.filter(({ operator }) => operator === 'In' || operator === 'Exists').map(({ key }) => key),
  );
  return [...new Set(first)].filter((key) => others.every((keys) => keys.includes(key)));
});

/** The product that is known to set a label. */
export function knownLabeller(label: string): KnownLabeller | undefined {
  return LABELLERS.find(({ labels }) => labels.test(label));
}

/** Whether an agent sets a label: it says so, or is the product that is known to. */
export function setsLabel({ manifest }: LintAgent, label: string): boolean {
  const known = knownLabeller(label);
  return (
    manifest.setsLabels.includes(label) ||
    (known !== undefined && manifest.containers.some(({ image }) => known.image.test(imageRepository(image))))
  );
}

/** The other agents that set a label. */
export function labellersOf(label: string, agent: LintAgent, { agents }: LintContext): LintAgent[] {
  return agents.filter((each) => each !== agent && setsLabel(each, label));
}
