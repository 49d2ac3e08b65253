#!/usr/bin/env node
import { basename } from 'node:path';
import { run } from './run';

/** Installed under this name too, kubectl runs it as one of its own commands. */
const calledAs = basename(process.argv[1]).startsWith('kubectl-') ? 'kubectl node-agents' : 'node-agents';

void run(process.argv.slice(2), process, calledAs).then((exitCode) => {
  process.exitCode = exitCode;
});
