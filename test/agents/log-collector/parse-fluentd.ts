/** A section of a Fluentd configuration, read back. */
export interface FluentdSection {
  readonly name: string;
  readonly parameters: Record<string, string>;
  readonly sections: FluentdSection[];
}

/** Reads a Fluentd configuration into the sections it consists of; the root has no name. */
export function parseFluentd(text: string): FluentdSection {
  const root = section('');
  const open = [root];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, start] = /^<([^/].*)>$/.exec(line) ?? [];
    const [, key, value] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (start) open.push(section(start));
    else if (line.startsWith('</')) close(open);
    else if (key) open[open.length - 1].parameters[key] = unquote(value);
  }
  expect(open).toHaveLength(1);
  return root;
}

/** The section whose names lead there, such as `label @RECORDS`, `match kubernetes.**`. */
export function at(root: FluentdSection, ...names: string[]): FluentdSection {
  return names.reduce((parent, name) => {
    const found = parent.sections.filter((each) => each.name === name);
    expect(found).toHaveLength(1);
    return found[0];
  }, root);
}

/** The source of a type. */
export function sourceOf(root: FluentdSection, type: string): FluentdSection | undefined {
  return root.sections.find(({ name, parameters }) => name === 'source' && parameters['@type'] === type);
}

function section(name: string): FluentdSection {
  return { name, parameters: {}, sections: [] };
}

function close(open: FluentdSection[]): void {
  const closed = open.pop()!;
  open[open.length - 1].sections.push(closed);
}

function unquote(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1).replace(/\\(['\\])/g, '$1') : text;
}
