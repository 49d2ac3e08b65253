import { stringify } from 'yaml';
import { printedObjects } from './printed';

/** As `kubectl get -o json` indents. */
const INDENT = 4;
const ITEM = '\n'.padEnd(1 + 2 * INDENT);

/** What `kubectl get nodes,pods -A -o json` prints of a fleet, piece by piece. */
export function* printedJson(nodes: number): Generator<string> {
  yield `{\n    "apiVersion": "v1",\n    "items": [`;
  let separator = '';
  for (const object of printedObjects(nodes)) {
    yield separator + ITEM + JSON.stringify(object, undefined, INDENT).replaceAll('\n', ITEM);
    separator = ',';
  }
  yield `\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n`;
}

/** The same objects, one a line. */
export function* printedLines(nodes: number): Generator<string> {
  for (const object of printedObjects(nodes)) {
    yield `${JSON.stringify(object)}\n`;
  }
}

/** What `kubectl get nodes,pods -A -o yaml` prints of it. */
export function* printedYaml(nodes: number): Generator<string> {
  yield 'apiVersion: v1\nitems:\n';
  for (const object of printedObjects(nodes)) {
    yield stringify([object], { indentSeq: false, lineWidth: 80, version: '1.1', aliasDuplicateObjects: false });
  }
  yield 'kind: List\nmetadata:\n  resourceVersion: ""\n';
}
