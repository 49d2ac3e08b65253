import {
  SelectorRequirement,
  requirementFault,
  requirementMatches,
  requirementToString,
} from '../../../kubernetes/label-selector';
import { nodeMatches, termMatches } from '../../../kubernetes/node-selector';
import { Taint, repels, taintToString } from '../../../kubernetes/taint';
import { isTolerated } from '../../../kubernetes/toleration';
import { allRejections } from '../../placement/scheduler';
import { reasonInWords } from '../../placement/shortfall';
import { BootstrapBlocker } from '../bootstrap-document';
import { BootstrapFact } from '../bootstrap-role';
import { Role } from '../role/role';
import { Workload } from '../role/workload';
import { Fact, goesWithNetwork } from '../simulation/moment';
import { Stand } from '../simulation/place-pods';
import { Bootstrap, missingFacts } from '../simulation/simulate-bootstrap';

/** What keeps an agent from running, and who would change that. */
export interface Blocker extends Omit<BootstrapBlocker, 'providedBy' | 'message'> {
  /** What it is, such as `taint dedicated:NoSchedule`. */
  readonly name: string;
  /** What the agent waits for, in words, such as `the taint dedicated:NoSchedule to go`. */
  readonly wait: string;
  /** What others do about it, such as `removed`; empty when that is nobody's part. */
  readonly verb: string;
  /** Agents that would do it, and do not run. */
  readonly providers: readonly Workload[];
}

/** `waits for the taint dedicated:NoSchedule to go, removed by nobody`. */
export function waitInWords({ wait, verb, providers }: Blocker): string {
  return `waits for ${wait}${verb && `, ${verb} ${byWhom(providers)}`}`;
}

/** `by nobody`, or `only by agents/a or agents/b`. */
export function byWhom(providers: readonly Workload[]): string {
  return providers.length === 0 ? 'by nobody' : `only by ${providers.map(({ agent }) => agent.key).join(' or ')}`;
}

/** Everything that keeps an agent from running at the end; none when it runs. */
export function blockersOf(bootstrap: Bootstrap, stand: Stand): Blocker[] {
  const { workload, pod, decision } = stand;
  const { node, facts } = bootstrap.end;
  if (pod?.placed) {
    return missingFacts(bootstrap.setup, workload, facts).map((fact) => factBlocker(bootstrap, fact));
  }
  if (!pod && decision.shouldRun) {
    return workload.agent.refusals.map(({ message }) => ({
      kind: 'admission',
      ...deadEnd('admission', `admission of its pod: ${message}`),
    }));
  }
  if (pod) {
    return roomBlockers(bootstrap, stand);
  }
  const { spec } = workload.agent.daemonSet.template;
  return [
    ...(spec.nodeName !== undefined && spec.nodeName !== node.name
      ? [
          {
            kind: 'label' as const,
            ...deadEnd(`node ${spec.nodeName}`, `the template names the node ${spec.nodeName}`),
          },
        ]
      : []),
    ...labelBlockers(bootstrap, workload),
    ...node.taints
      .filter((taint) => repels(taint) && !isTolerated(taint, workload.agent.tolerations))
      .map((taint) => taintBlocker(bootstrap, taint)),
  ];
}

function deadEnd(name: string, wait: string): Pick<Blocker, 'name' | 'wait' | 'verb' | 'providers'> {
  return { name, wait, verb: '', providers: [] };
}

/** The agents with a role that would help, of those that do not run; those that are meant for the node, if any is. */
function idle(bootstrap: Bootstrap, helps: (role: Role) => boolean): Workload[] {
  const helpers = idleOn(bootstrap).filter(({ workload }) => helps(bootstrap.setup.roles.get(workload)!));
  const meant = helpers.filter(({ isMeant }) => isMeant);
  return (meant.length > 0 ? meant : helpers).map(({ workload }) => workload);
}

/** An agent that does not run at the end, and whether it is meant for the node. */
interface IdleAgent {
  readonly workload: Workload;
  readonly isMeant: boolean;
}

const idleKnown = new WeakMap<Bootstrap, readonly IdleAgent[]>();

/** Every blocker asks who would open it. */
function idleOn(bootstrap: Bootstrap): readonly IdleAgent[] {
  const agents = idleKnown.get(bootstrap) ?? idleAgents(bootstrap);
  idleKnown.set(bootstrap, agents);
  return agents;
}

/** An agent is meant for a node that it selects, or would with the labels that agents set. */
function idleAgents({ setup, stands, end }: Bootstrap): IdleAgent[] {
  const { name, labels } = end.node;
  const labelled = {
    name,
    labels: new Map([...labels, ...[...setup.roles.values()].flatMap((role) => [...role.labels])]),
  };
  return stands
    .filter(({ workload, pod }) => !pod?.placed || missingFacts(setup, workload, end.facts).length > 0)
    .map(({ workload }) => {
      const { spec } = workload.agent.daemonSet.template;
      return { workload, isMeant: nodeMatches(spec, end.node) || nodeMatches(spec, labelled) };
    });
}

/** A taint that is on the node, seen from whoever waits for it to go. */
export function taintBlocker(bootstrap: Bootstrap, taint: Taint): Blocker {
  const written = taintToString(taint);
  const blocker = { kind: 'taint' as const, taint, name: `taint ${written}`, wait: `the taint ${written} to go` };
  if (goesWithNetwork(taint)) {
    return { ...blocker, verb: 'which takes a network, brought', providers: bringing(bootstrap, 'nodeNetwork') };
  }
  const removers = idle(bootstrap, ({ removesTaints }) => removesTaints.includes(taint.key));
  return { ...blocker, verb: 'removed', providers: removers.length > 0 ? removers : idleOperators(bootstrap, taint) };
}

/** The agent runs and the taint stays: whoever removes it on the agent's behalf does not run. */
function idleOperators(bootstrap: Bootstrap, { key }: Taint): Workload[] {
  const products = [...bootstrap.setup.roles.values()]
    .filter(({ removesTaints }) => removesTaints.includes(key))
    .map(({ removedBy }) => removedBy);
  return idle(bootstrap, () => true).filter(({ known }) => known && products.includes(known.product));
}

const FACT_WORDS: Readonly<Record<Fact, Pick<Blocker, 'wait' | 'verb'>>> = {
  Ready: { wait: 'a Ready node', verb: 'which takes a network, brought' },
  nodeNetwork: { wait: "the node's network", verb: 'brought' },
  serviceNetwork: { wait: 'the service network', verb: 'brought' },
};

/** A fact that does not hold, seen from whoever waits for it. A node is Ready when it has its network. */
export function factBlocker(bootstrap: Bootstrap, fact: Fact): Blocker {
  const providers = bringing(bootstrap, fact === 'Ready' ? 'nodeNetwork' : fact);
  return { kind: 'fact', fact, name: fact, ...FACT_WORDS[fact], providers };
}

function bringing(bootstrap: Bootstrap, fact: BootstrapFact): Workload[] {
  return idle(bootstrap, ({ facts }) => facts.includes(fact));
}

function roomBlockers(bootstrap: Bootstrap, { context }: Stand): Blocker[] {
  return allRejections(context).map(({ reason }) => {
    const { resource } = reason;
    const words = reasonInWords(reason);
    const providers = resource ? idle(bootstrap, ({ resources }) => resources.has(resource)) : [];
    return {
      kind: 'fit',
      ...(resource ? { resource } : {}),
      name: resource ? `resource ${resource}` : reason.message,
      wait: `room: ${words}`,
      verb: providers.length > 0 ? 'offered' : '',
      providers,
    };
  });
}

/** The labels that keep the pod off: of the node selector, and of the term of node affinity that has most hope. */
function labelBlockers(bootstrap: Bootstrap, { agent }: Workload): Blocker[] {
  const { nodeSelector, requiredTerms } = agent.daemonSet.template.spec;
  const { node } = bootstrap.end;
  const selector = [...nodeSelector]
    .filter(([key, value]) => node.labels.get(key) !== value)
    .map(([key, value]) => labelBlocker(bootstrap, { key, operator: 'In', values: [value] }, `${key}=${value}`));
  if (!requiredTerms || requiredTerms.some((term) => termMatches(term, node))) {
    return selector;
  }
  const unmet = (each: SelectorRequirement) => labelBlocker(bootstrap, each, requirementToString(each));
  const terms = requiredTerms.map((term) => [
    ...term.matchExpressions
      .filter((each) => requirementFault(each) !== undefined || !requirementMatches(each, node.labels))
      .map(unmet),
    ...term.matchFields.filter((each) => !termMatches({ matchExpressions: [], matchFields: [each] }, node)).map(unmet),
  ]);
  const failing = terms.filter((blockers) => blockers.length > 0);
  const hopeful = failing.find((blockers) => blockers.every(({ providers }) => providers.length > 0));
  const hopeless: Blocker = {
    kind: 'label',
    ...deadEnd('node affinity', 'a node that its empty node affinity matches'),
  };
  return [...selector, ...(hopeful ?? failing[0] ?? [hopeless])];
}

function labelBlocker(bootstrap: Bootstrap, requirement: SelectorRequirement, words: string): Blocker {
  const { key } = requirement;
  const sets = ({ labels }: Role) =>
    labels.has(key) && requirementFault(requirement) === undefined && requirementMatches(requirement, labels);
  return {
    kind: 'label',
    label: key,
    name: `label ${words}`,
    wait: `the label ${words}`,
    verb: 'set',
    providers: idle(bootstrap, sets),
  };
}
