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
    const kinds = own.map((property) => [property.name, kindOf(checker.getTypeOfSymbol(property), checker)]);
    const sorted = kinds.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => `${name}: '${kind}'`);
    const texts = [
      `names: { ${sorted.join(', ')} }`,
      ...(needed.length > 0 ? [`needed: [${quoted(needed.map(nameOf))}]`] : []),
      ...(known.length > 0 ? [`of: [${quoted(known.map(nameOf))}]`] : []),
    ];
    return `  ${symbol.name}: { ${texts.join(', ')} },\n`;
  });
  return [
    '// Written by projenrc/option-names.ts: npx tsx projenrc/option-names.ts\n\n',
    '/** What may be said to agents, by interface: its properties with what they are, those that must be said, and what it extends. */\n',
    'export const OPTION_NAMES = {\n',
    ...lines,
    '} as const;\n',
  ].join('');
}

function isStructOfAgents({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (each) => ts.isInterfaceDeclaration(each) && isOfAgents(each) && each.members.every(ts.isPropertySignature),
  );
}

function isOfAgents(declaration: ts.Node): boolean {
  return declaration.getSourceFile().fileName.startsWith(join(SOURCES, 'agents/'));
}

/** What a value is at run time; an enumeration is the text or number it stands for. */
function kindOf(type: ts.Type, checker: ts.TypeChecker): string {
  const plain = checker.getNonNullableType(type);
  const parts = plain.isUnion() ? plain.types : [plain];
  const kinds = [...new Set(parts.map((part) => partKind(part, checker)))];
  return kinds.length === 1 ? kinds[0] : 'any';
}

function partKind(type: ts.Type, checker: ts.TypeChecker): string {
  if (checker.typeToString(type) === 'any') return 'any';
  if (checker.isTypeAssignableTo(type, checker.getStringType())) return 'string';
  if (checker.isTypeAssignableTo(type, checker.getNumberType())) return 'number';
  if (checker.isTypeAssignableTo(type, checker.getBooleanType())) return 'boolean';
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    return `${kindOf(element, checker)}[]`;
  }
  const [index] = checker.getIndexInfosOfType(type);
  if (index && type.getProperties().length === 0) return `${kindOf(index.type, checker)}{}`;
  const name = type.symbol?.name;
  if (type.symbol?.declarations?.some((each) => ts.isClassDeclaration(each) && isOfAgents(each))) return name;
  // Of what could be a Secret nothing is told, and more is said of it where it is read.
  if (['ISecret', 'SecretValue', 'LogOutputCredentials'].includes(name)) return 'any';
  return ['ContainerResources', 'Duration', 'Size'].includes(name) ? name : 'object';
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
