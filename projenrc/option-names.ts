import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCES = join(__dirname, '../src');
export const OPTION_NAMES_FILE = join(SOURCES, 'agents/option-names.generated.ts');

/** What may be said to agents, by the interface that says so: of the interfaces themselves nothing is left at run time. */
export function optionNames(): string {
  const program = ts.createProgram([join(SOURCES, 'index.ts')], { target: ts.ScriptTarget.ES2022, strict: true });
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(join(SOURCES, 'index.ts'))!)!;
  const structs = checker
    .getExportsOfModule(index)
    .filter(isStructOfAgents)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const typeOf = (symbol: ts.Symbol) => checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
  const lines = structs.map((symbol) => {
    const parents = checker.getBaseTypes(typeOf(symbol)).flatMap(({ symbol: parent }) => parent ?? []);
    const known = parents.filter((parent) => structs.includes(parent));
    const inherited = known.flatMap((parent) =>
      typeOf(parent)
        .getProperties()
        .map(({ name }) => name),
    );
    const own = typeOf(symbol)
      .getProperties()
      .filter(({ name }) => !inherited.includes(name));
    const needed = own.filter(isNeeded);
    const texts = [
      `names: [${quoted(own.map(nameOf))}]`,
      ...(needed.length > 0 ? [`needed: [${quoted(needed.map(nameOf))}]`] : []),
      ...(known.length > 0 ? [`of: [${quoted(known.map(nameOf))}]`] : []),
    ];
    return `  ${symbol.name}: { ${texts.join(', ')} },\n`;
  });
  return [
    '// Written by projenrc/option-names.ts: npx tsx projenrc/option-names.ts\n\n',
    '/** What may be said to agents, by interface: its properties, those that must be said, and what it extends. */\n',
    'export const OPTION_NAMES = {\n',
    ...lines,
    '} as const;\n',
  ].join('');
}

function isStructOfAgents({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (each) =>
      ts.isInterfaceDeclaration(each) &&
      each.getSourceFile().fileName.startsWith(join(SOURCES, 'agents/')) &&
      each.members.every(ts.isPropertySignature),
  );
}

function isNeeded({ declarations = [] }: ts.Symbol): boolean {
  return declarations.every((each) => ts.isPropertySignature(each) && !each.questionToken);
}

function nameOf({ name }: ts.Symbol): string {
  return name;
}

function quoted(names: string[]): string {
  return [...names]
    .sort()
    .map((name) => `'${name}'`)
    .join(', ');
}

if (require.main === module) {
  writeFileSync(OPTION_NAMES_FILE, optionNames());
}
