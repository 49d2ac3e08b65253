import { BootstrapFact } from './bootstrap-role';
import { GOING_BY_THEMSELVES, ClusterSetup, assumedFacts, outsiders, removers } from './simulation/cluster-setup';
import { Bootstrap } from './simulation/simulate-bootstrap';
import { Node } from '../../inventory/node';
import { taintToString } from '../../kubernetes/taint';

/** What the input does not say, and what the plan took for granted instead. */
export function bootstrapAssumptions(
  cluster: ClusterSetup,
  samples: readonly Node[],
  bootstraps: readonly Bootstrap[],
): string[] {
  return [
    ...versionAssumption(cluster),
    ...cluster.workloads.flatMap(({ agent, known }) => (known ? [`${agent.key} is taken for ${known.product}`] : [])),
    ...cluster.absent.map((name) => `the inventory tells what ${name} does, which is not among the manifests`),
    ...labelsFromAgents(samples, bootstraps),
    ...(cluster.firstNode ? [] : fromElsewhere(cluster, samples, bootstraps)),
  ];
}

function versionAssumption({ version }: ClusterSetup): string[] {
  return version.approximate
    ? [`Kubernetes ${version.name} is planned with the behaviours of its neighbours where its own are not known`]
    : [];
}

/** Nodes of a running cluster show labels that a new node does not have yet. */
function labelsFromAgents(samples: readonly Node[], bootstraps: readonly Bootstrap[]): string[] {
  const told = new Map<string, string>();
  bootstraps.forEach(({ setup }, i) => {
    for (const [{ agent }, { labels }] of setup.roles) {
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

function fromElsewhere(cluster: ClusterSetup, samples: readonly Node[], bootstraps: readonly Bootstrap[]): string[] {
  const { workloads } = cluster;
  const absent = removers(workloads).filter((product) => !workloads.some(({ known }) => known?.product === product));
  const taints = bootstraps.flatMap(({ setup }) => setup.node.taints);
  return [
    ...assumedFacts(cluster).map((fact) => `no workload brings ${BRINGS[fact]}: it comes from elsewhere`),
    ...outsiders(cluster, samples).map(({ agent }) => `${agent.key} selects none of the nodes, and runs elsewhere`),
    ...[...new Set(absent)].map((product) => `${product} is not among the manifests, and runs`),
    ...GOING_BY_THEMSELVES.flatMap(({ key, removal }) => {
      const taint = taints.find((each) => each.key === key);
      return taint ? [`the taint ${taintToString(taint)} goes without an agent: ${removal}`] : [];
    }),
  ];
}
