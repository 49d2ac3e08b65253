import { CONDITION_TAINTS, ConditionTaints, UNSCHEDULABLE, withTaint } from './lifecycle-taints';
import { NodeChange, NodeChangeKind } from './node-change';
import { Node, readNode, readTaint } from '../../../inventory/node';
import { NodePool, nodesOfPool } from '../../../inventory/node-pool';
import { Labels } from '../../../kubernetes/label-selector';
import { Fault } from '../../../kubernetes/manifest/fault';
import { Field } from '../../../kubernetes/manifest/field';
import { onlyFields } from '../../../kubernetes/manifest/only-fields';
import { manifestsOf } from '../../../kubernetes/manifest/read-manifests';

/** Which nodes a change happens to: the one of a name, or those with some labels. */
export type ChangeTarget = { readonly name: string } | { readonly labelled: Labels };

/** A change, read: what it does to the nodes of its target, or which nodes it adds. */
export type NodeEdit =
  | { readonly adds: readonly Node[] }
  | { readonly target: ChangeTarget; readonly removes: true }
  | {
      readonly target: ChangeTarget;
      readonly edit: (node: Node) => Node;
      readonly drains?: boolean;
      /** The key of the label that it sets. */
      readonly sets?: string;
    };

/** Reads changes; faults are added for what cannot be applied to any node. */
export function readChanges(changes: readonly NodeChange[], faults: Fault[]): NodeEdit[] {
  return changes
    .map((change, i) => {
      const describe = () => changeName(i);
      return readChange(
        Field.of({ object: { ...change }, apiVersion: '', kind: 'NodeChange', describe }, faults),
        faults,
      );
    })
    .filter((edit) => edit !== undefined);
}

/** What a fault calls a change. */
export function changeName(i: number): string {
  return `change ${i + 1}`;
}

function readChange(change: Field, faults: Fault[]): NodeEdit | undefined {
  onlyFields(change, ['kind', 'node', 'labelled', 'taint', 'key', 'value', 'manifest', 'pool']);
  const kind = change.required('kind').oneOf(Object.keys(READERS) as NodeChangeKind[]);
  return kind && READERS[kind](change, faults);
}

type Reader = (change: Field, faults: Fault[]) => NodeEdit | undefined;

const READERS: Record<NodeChangeKind, Reader> = {
  addNode: readAddedNode,
  addPool: readAddedPool,
  removeNode: (change) => {
    const target = readTarget(change);
    return target && { target, removes: true };
  },
  addTaint: (change) => {
    const taint = readTaint(change.required('taint'));
    return edits(change, (node) => ({ ...node, taints: withTaint(node.taints, taint) }));
  },
  removeTaints: (change) => {
    const only = change.get('taint').present ? readTaint(change.get('taint')) : undefined;
    const key = only?.key ?? change.get('key').string();
    return edits(change, (node) => ({
      ...node,
      taints: node.taints.filter(
        (taint) => (key !== undefined && taint.key !== key) || (only !== undefined && taint.effect !== only.effect),
      ),
    }));
  },
  setLabel: (change) => {
    const key = change.required('key').string() ?? '';
    const value = change.required('value').string() ?? '';
    return edits(change, (node) => ({ ...node, labels: new Map(node.labels).set(key, value) }), { sets: key });
  },
  removeLabel: (change) => {
    const key = change.required('key').string() ?? '';
    return edits(change, (node) => ({ ...node, labels: new Map([...node.labels].filter(([each]) => each !== key)) }));
  },
  cordon: (change) => edits(change, cordoned),
  uncordon: (change) =>
    edits(change, (node) => ({
      ...node,
      unschedulable: false,
      taints: node.taints.filter(({ key }) => key !== UNSCHEDULABLE.key),
    })),
  drain: (change) => edits(change, cordoned, { drains: true }),
  ready: condition(CONDITION_TAINTS.ready),
  notReady: condition(CONDITION_TAINTS.notReady),
  unreachable: condition(CONDITION_TAINTS.unreachable),
  memoryPressure: condition(CONDITION_TAINTS.memoryPressure),
  diskPressure: condition(CONDITION_TAINTS.diskPressure),
  pidPressure: condition(CONDITION_TAINTS.pidPressure),
  shutDown: condition(CONDITION_TAINTS.shutDown),
};

function readAddedNode(change: Field, faults: Fault[]): NodeEdit {
  const manifest = change.required('manifest');
  const objects = manifest.present ? manifestsOf([manifest.value], faults) : [];
  if (objects.some(({ kind }) => kind !== 'Node')) {
    manifest.fault('must be an object of kind Node');
    return { adds: [] };
  }
  return { adds: objects.map((object) => readNode(object, faults)) };
}

function readAddedPool(change: Field, faults: Fault[]): NodeEdit {
  const pool = change.required('pool');
  return { adds: pool.present ? nodesOfPool(pool.value as NodePool, faults) : [] };
}

function cordoned(node: Node): Node {
  return { ...node, unschedulable: true, taints: withTaint(node.taints, UNSCHEDULABLE) };
}

function condition({ adds, removes }: ConditionTaints): Reader {
  return (change) =>
    edits(change, (node) => {
      const left = node.taints.filter(({ key }) => !removes.includes(key));
      return { ...node, taints: adds.reduce(withTaint, left) };
    });
}

function edits(
  change: Field,
  edit: (node: Node) => Node,
  more: { readonly drains?: boolean; readonly sets?: string } = {},
): NodeEdit | undefined {
  const target = readTarget(change);
  return target && { target, edit: sharingTaints(edit), ...more };
}

/** The edit such that nodes that shared their taints still do: a change leaves few kinds of node. */
function sharingTaints(edit: (node: Node) => Node): (node: Node) => Node {
  const known = new Map<Node['taints'], Node['taints']>();
  return (node) => {
    const edited = edit(node);
    const taints = known.get(node.taints) ?? edited.taints;
    known.set(node.taints, taints);
    return { ...edited, taints };
  };
}

function readTarget(change: Field): ChangeTarget | undefined {
  const name = change.get('node').string();
  const labelled = change.get('labelled');
  if (labelled.present && name === undefined) {
    return { labelled: labelled.strings() };
  }
  if (name === undefined || labelled.present) {
    return change.get('node').fault('give either node, a name, or labelled, the labels of the nodes');
  }
  return { name };
}
