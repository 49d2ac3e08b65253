import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Chart } from 'cdk8s';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { NODES, surroundings } from './example-surroundings';
import * as library from '../../src';
import { temporaryFolder } from '../cli/command-line';

const ROOT = join(__dirname, '../..');
const folder = temporaryFolder();
const here = process.cwd();

interface Example {
  /** What it is an example of. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** Every `@example` of a docstring. */
function examplesOf(file: string): Example[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Example[] = [];
  const visit = (node: ts.Node, owner: string): void => {
    const { text = '' } = ((node as ts.NamedDeclaration).name ?? {}) as Partial<ts.Identifier>;
    const name = [owner, text].filter(Boolean).join('.');
    for (const tag of ts.getJSDocTags(node)) {
      if (tag.tagName.text === 'example' && tag.parent.parent === node) {
        found.push({ name, file, text: ts.getTextOfJSDocComment(tag.comment) ?? '' });
      }
    }
    ts.forEachChild(node, (child) => visit(child, ts.isClassDeclaration(node) ? name : owner));
  };
  visit(source, '');
  return found;
}

const EXAMPLES = globSync('src/**/*.ts', { cwd: ROOT, absolute: true }).sort().flatMap(examplesOf);

/** The example as a module: with what it uses imported, and what it takes for granted around it. */
function moduleOf({ name, file, text }: Example): string {
  const isUsed = (word: string) => new RegExp(`\\b${word}\\b`).test(text);
  const names = (module: object) => Object.keys(module).filter((key) => /^[A-Za-z]\w*$/.test(key) && isUsed(key));
  const [declared] = name.split('.');
  const own = declared in library ? [] : [declared];
  const empty = /\bnew \w+\(chart, /.test(text);
  const taken = Object.keys(surroundings(true)).filter(isUsed);
  return [
    `import { surroundings } from './example-surroundings';`,
    // Types are no members of the module; a declaration is imported from where it stands.
    ...(own.length > 0 ? [`import { ${declared} } from './${relative(__dirname, file).replace(/\.ts$/, '')}';`] : []),
    `import { ${names(library).join(', ')} } from '../../src';`,
    `import { ${names(cdk8s).join(', ')} } from 'cdk8s';`,
    `import { ${names(kplus).join(', ')} } from 'cdk8s-plus-28';`,
    `import * as kplus from 'cdk8s-plus-28';`,
    `import { writeFileSync } from 'node:fs';`,
    `const around = surroundings(${empty});`,
    `export const chart = around.chart;`,
    `export function run() {`,
    `const { ${taken.join(', ')} } = around;`,
    `{`,
    text,
    `}`,
    `}`,
  ].join('\n');
}

const MODULES = new Map(EXAMPLES.map((example, i) => [join(__dirname, `example-${i}.ts`), moduleOf(example)]));

test('there is an example of most of what the library has', () => {
  expect(EXAMPLES.length).toBeGreaterThan(60);
});

test('every example has types that agree with the library', () => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (file) => MODULES.has(file) || fileExists(file);
  host.readFile = (file) => MODULES.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = MODULES.get(file);
    return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...MODULES.keys()], options, host);
  const faults = [...MODULES.keys()].flatMap((file, i) => {
    const source = program.getSourceFile(file)!;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${EXAMPLES[i].name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(faults).toEqual([]);
}, 120_000);

describe('the example runs, and what it composes can be synthesized', () => {
  beforeAll(() => {
    const scratch = folder();
    writeFileSync(join(scratch, 'nodes.json'), JSON.stringify({ kind: 'List', apiVersion: 'v1', items: NODES }));
    process.chdir(scratch);
  });
  afterAll(() => process.chdir(here));

  test.each([...MODULES].map(([, text], i) => [EXAMPLES[i].name, text]))('of %s', (_, text) => {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const exported = {} as { chart: Chart; run(): void };
    const load = (name: string) => jest.requireActual(name.startsWith('.') ? join(__dirname, name) : name);
    new Function('exports', 'require', outputText)(exported, load);
    exported.run();
    expect(cdk8s.Testing.synth(exported.chart)).toBeDefined();
  });
});
