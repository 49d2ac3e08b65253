import {
  ClusterDaemonSet,
  ClusterGroup,
  ClusterOutcome,
  ClusterPlan,
  FleetPlanDocument,
  Shard,
} from './fleet-document';
import { MOST_SHARDS } from './shard';
import { Fault } from '../../kubernetes/manifest/fault';
import { Field } from '../../kubernetes/manifest/field';
import { Manifest } from '../../kubernetes/manifest/manifest';
import { PlanFinding } from '../placement/placement-document';
import { DOCUMENT_API_VERSION } from '../placement/to-document';

/** What is read of a document; the rest follows from it. */
export type ReadFleetPlan = Pick<FleetPlanDocument, 'kubernetesVersion' | 'shard' | 'groups' | 'clusters'>;

/** Reads a `FleetPlan` document; every fault is added. */
export function readFleetPlan(manifest: Manifest, faults: Fault[]): ReadFleetPlan {
  const root = Field.of(manifest, faults);
  root.get('apiVersion').oneOf([DOCUMENT_API_VERSION]);
  root.get('kind').oneOf(['FleetPlan']);
  return {
    kubernetesVersion: text(root.required('kubernetesVersion')),
    shard: root.get('shard').present ? shard(root.get('shard')) : undefined,
    groups: root.required('groups').items().map(group),
    clusters: root.required('clusters').items().map(cluster),
  };
}

function shard(field: Field): Shard | undefined {
  const [index, count] = [number(field.required('index')), number(field.required('count'))];
  if (index < 0 || index >= count || count > MOST_SHARDS) {
    return field.fault(`must have an index from 0 on and below its count, and a count of at most ${MOST_SHARDS}`);
  }
  return { index, count };
}

function group(field: Field): ClusterGroup {
  return {
    clusters: field.required('clusters').stringList(),
    status: status(field.required('status')),
    outcomes: field.required('outcomes').items().map(outcome),
    findings: field.required('findings').items().map(finding),
  };
}

function outcome(field: Field): ClusterOutcome {
  const pool = field.get('pool').string();
  return {
    daemonSet: text(field.required('daemonSet')),
    state: field.required('state').oneOf(['Scheduled', 'Pending', 'Refused', 'Excluded']) ?? 'Scheduled',
    ...(pool !== undefined && { pool }),
    reasons: field.required('reasons').stringList(),
    nodes: field.required('nodes').oneOf(['every', 'some']) ?? 'some',
  };
}

function cluster(field: Field): ClusterPlan {
  const nodes = field.get('nodes');
  return {
    name: text(field.required('name')),
    ...(nodes.present && {
      nodes: { total: number(nodes.required('total')), classes: number(nodes.required('classes')) },
    }),
    daemonSets: field.required('daemonSets').items().map(daemonSet),
    requirements: field
      .required('requirements')
      .items()
      .map((each) => ({
        daemonSet: text(each.required('daemonSet')),
        nodes: text(each.required('nodes')),
        lines: each.required('lines').stringList(),
      })),
    status: status(field.required('status')),
    why: field.required('why').stringList(),
    findings: field.required('findings').items().map(finding),
  };
}

function daemonSet(field: Field): ClusterDaemonSet {
  return {
    namespace: text(field.required('namespace')),
    name: text(field.required('name')),
    desired: number(field.required('desired')),
    scheduled: number(field.required('scheduled')),
    pending: number(field.required('pending')),
    refused: number(field.required('refused')),
    excluded: number(field.required('excluded')),
  };
}

function finding(field: Field): PlanFinding {
  const about = field.get('field').string();
  return {
    rule: text(field.required('rule')),
    severity: field.required('severity').oneOf(['error', 'warning', 'info']) ?? 'info',
    daemonSet: text(field.required('daemonSet')),
    message: text(field.required('message')),
    fix: text(field.required('fix')),
    ...(about !== undefined && { field: about }),
  };
}

function status(field: Field): ClusterPlan['status'] {
  return field.oneOf(['ok', 'failed', 'unreadable']) ?? 'unreadable';
}

function text(field: Field): string {
  return field.string() ?? '';
}

function number(field: Field): number {
  return field.integer() ?? 0;
}
