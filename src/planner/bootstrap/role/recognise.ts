import { NO_ROLE, Role } from './role';
import { WELL_KNOWN_AGENTS, WellKnownAgent } from './well-known';
import { Node } from '../../../inventory/node';
import { Field } from '../../../kubernetes/manifest/field';
import { Manifest } from '../../../kubernetes/manifest/manifest';

/** What is known of a workload, by its image, its name or its label; undefined when nothing is. */
export function recognise(manifest: Manifest): WellKnownAgent | undefined {
  const root = Field.of(manifest, []);
  const name = root.get('metadata').get('name').string() ?? '';
  const nameLabel = root.get('metadata').get('labels').get('app.kubernetes.io/name').string();
  const containers = root.get('spec').get('template').get('spec').get('containers');
  const images = containers.list((container) => container.get('image').string()).map(repository);
  return WELL_KNOWN_AGENTS.find(
    (agent) =>
      agent.kind === manifest.kind &&
      (agent.names.some((each) => endsWith(name, each)) ||
        (agent.nameLabel !== undefined && agent.nameLabel === nameLabel) ||
        agent.images.some((each) => images.some((image) => endsWith(image, each)))),
  );
}

/** The image without its tag and digest. */
function repository(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

/** Whether a name ends with these words: charts and mirrors put theirs in front. A single word must stand alone. */
function endsWith(name: string, words: string): boolean {
  return name === words || name.endsWith(`/${words}`) || (words.includes('-') && name.endsWith(`-${words}`));
}

/** What a well-known agent does to a new node that is like this one. */
export function knownRole(agent: WellKnownAgent, like: Node): Role {
  const present = agent.device === undefined || hasDevice(agent.device, like);
  const found = [...like.labels].filter(([key]) => agent.findsLabels?.some((beginning) => key.startsWith(beginning)));
  return {
    ...NO_ROLE,
    facts: agent.provides ?? [],
    labels: new Map([...(present ? Object.entries(agent.labels ?? {}) : []), ...found]),
    resources: new Map(
      present ? (agent.resources ?? []).map((name) => [name, like.allocatable.get(name) ?? 0] as const) : [],
    ),
    removesTaints: agent.removesTaints ?? [],
    removedBy: agent.removedBy,
    requires: agent.requires ?? [],
    everyNode: agent.everyNode ?? false,
  };
}

/** A node tells by its taints or resources which device it has. */
function hasDevice(device: string, { taints, allocatable }: Node): boolean {
  return taints.some(({ key }) => key === device) || allocatable.has(device);
}
