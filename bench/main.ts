import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command } from 'commander';
import { Figure, Skipped, isMet } from './figure';
import { SCENARIOS } from './scenarios';
import { figureMarkdown, figureTable } from './table';

const program = new Command('bench')
  .description('Measures planning and reading of large fleets against their targets')
  .option('--quick', 'without what takes gigabytes and minutes')
  .option('--only <text>', 'only the scenarios whose name has this text')
  .option('--json <file>', 'write the figures to a file as JSON')
  .option('--markdown', 'print the table as Markdown')
  .option('--scenario <name>', 'run one scenario in this process, and send its figures to the parent')
  .parse();
interface Options {
  readonly quick?: boolean;
  readonly only?: string;
  readonly json?: string;
  readonly markdown?: boolean;
  readonly scenario?: string;
}

const options = program.opts<Options>();

void (options.scenario ? runHere(options.scenario) : runAll());

async function runHere(name: string): Promise<void> {
  const figures = await SCENARIOS.find((scenario) => scenario.name === name)!.run();
  process.send!(figures);
}

async function runAll(): Promise<void> {
  const figures: (Figure | Skipped)[] = [];
  for (const { name, large } of SCENARIOS.filter((scenario) => scenario.name.includes(options.only ?? ''))) {
    if (large && options.quick) {
      figures.push({ what: name, skipped: 'takes long' });
      continue;
    }
    const start = performance.now();
    process.stderr.write(`${name}… `);
    figures.push(...(await runApart(name)));
    process.stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  }
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}`;
  const unmet = figures.filter((figure) => !('skipped' in figure) && isMet(figure) === false).length;
  const table = options.markdown ? `\n${figureMarkdown(figures)}\n` : figureTable(figures);
  process.stdout.write(`${machine}\n${table}\n${unmet === 0 ? 'Every target is met.' : `Not met: ${unmet}.`}\n`);
  if (options.json) {
    const measured = figures.map((figure) => ('skipped' in figure ? figure : { ...figure, met: isMet(figure) }));
    writeFileSync(options.json, `${JSON.stringify({ machine, figures: measured }, undefined, 2)}\n`);
  }
}

/** A process of its own, so that neither the heap nor the compiled code of one scenario serves another. */
function runApart(name: string): Promise<(Figure | Skipped)[]> {
  return new Promise((resolve, reject) => {
    const execArgv = [...process.execArgv, '--expose-gc', '--max-old-space-size=12288'];
    const child = fork(__filename, ['--scenario', name], { execArgv });
    child.once('message', (figures) => resolve(figures as (Figure | Skipped)[]));
    child.once('exit', (code) => (code ? reject(new Error(`scenario "${name}" ended with code ${code}`)) : undefined));
  });
}
