import { BootstrapFact } from './bootstrap-role';
import { Played } from './play/play';
import { GOING_BY_THEMSELVES, Theatre, assumedFacts, removers } from './play/stages';
import { Node } from '../../inventory/node';
import { taintToString } from '../../kubernetes/taint';

/** What the input does not say, and what the plan took for granted instead. */
export function bootstrapAssumptions(theatre: Theatre, samples: readonly Node[], played: readonly Played[]): string[] {
  return [
    ...versionAssumption(theatre),
    ...theatre.cast.flatMap(({ agent, known }) => (known ? [`${agent.key} is taken for ${known.product}`] : [])),
    ...labelsFromAgents(samples, played),
    ...(theatre.firstNode ? [] : fromElsewhere(theatre, played)),
  ];
}

function versionAssumption({ version }: Theatre): string[] {
  return version.approximate
    ? [`Kubernetes ${version.name} is planned with the behaviours of its neighbours where its own are not known`]
    : [];
}

/** Nodes of a running cluster show labels that a new node does not have yet. */
function labelsFromAgents(samples: readonly Node[], played: readonly Played[]): string[] {
  const told = new Map<string, string>();
  played.forEach(({ stage }, i) => {
    for (const [{ agent }, { labels }] of stage.roles) {
      for (const [key, value] of labels) {
        const id = `${key} ${agent.key}`;
        if (samples[i].labels.get(key) === value && !told.has(id)) {
          const whence = `is taken to come from ${agent.key}: a new node has to wait for it`;
          told.set(id, `the label ${key} of nodes such as ${samples[i].name} ${whence}`);
        }
      }
    }
  });
  return [...told.values()];
}

const BRINGS: Readonly<Record<BootstrapFact, string>> = {
  nodeNetwork: 'the network of nodes',
  serviceNetwork: 'the service network',
};

function fromElsewhere({ cast }: Theatre, played: readonly Played[]): string[] {
  const absent = removers(cast).filter((product) => !cast.some(({ known }) => known?.product === product));
  const taints = played.flatMap(({ stage }) => stage.node.taints);
  return [
    ...assumedFacts(cast).map((fact) => `no workload brings ${BRINGS[fact]}: it comes from elsewhere`),
    ...[...new Set(absent)].map((product) => `${product} is not among the manifests, and runs`),
    ...GOING_BY_THEMSELVES.flatMap(({ key, removal }) => {
      const taint = taints.find((each) => each.key === key);
      return taint ? [`the taint ${taintToString(taint)} goes without an agent: ${removal}`] : [];
    }),
  ];
}
