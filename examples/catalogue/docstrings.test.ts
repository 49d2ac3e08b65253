import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { CATALOGUE } from './agents';
import { factsOf } from '../../projenrc/catalogue/agent-facts';

const SOURCES = globSync('src/agents/**/*.ts', { cwd: join(__dirname, '../..'), absolute: true });

/** Docstrings of classes and of their static methods, by name: `LogCollector`, `Collector.fluentBit`. */
const DOCSTRINGS = new Map<string, string>();
for (const file of SOURCES) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements.filter(ts.isClassDeclaration)) {
    const name = statement.name!.text;
    DOCSTRINGS.set(name, docstringOf(statement));
    for (const member of statement.members.filter(ts.isMethodDeclaration)) {
      DOCSTRINGS.set(`${name}.${member.name.getText()}`, docstringOf(member));
    }
  }
}

function docstringOf(node: ts.Node): string {
  const [docstring] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (docstring?.getText() ?? '').replace(/^\s*\* ?/gm, '').replace(/\s+/g, ' ');
}

const AGENTS = CATALOGUE.flatMap(({ namespace, agents }) =>
  agents.map((agent) => {
    const { role, privileges } = factsOf(agent, namespace);
    const docstrings = [agent.product, role].flatMap((name) => (name ? [DOCSTRINGS.get(name) ?? ''] : []));
    return { name: agent.name, docstrings, level: privileges.level };
  }),
);

describe.each(AGENTS)('the docstring of $name', ({ docstrings, level }) => {
  const [own] = docstrings;

  test('has an example, which test/docs runs', () => {
    expect(own).toMatch(/@example \S/);
  });

  test('leads to where its project ships it, or to what it is about', () => {
    expect(own).toMatch(/@see https:\/\/\S/);
  });

  test('says how it differs from upstream, or that there is none', () => {
    expect(docstrings.join(' ')).toMatch(/upstream/i);
  });

  test('says which Pod Security level it needs, and that is so', () => {
    const said = docstrings.flatMap((text) =>
      [...text.matchAll(/Pod Security level `(\w+)`/g)].map(([, each]) => each),
    );
    expect(said[0]).toBe(level);
  });
});
