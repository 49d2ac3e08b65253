import { readFileSync } from 'node:fs';
import { InputError } from './fault';
import { systemFaultText } from './system-fault';

/** @throws InputError when the file cannot be read */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError([{ file, rule: `cannot be read: ${systemFaultText(error)}` }]);
  }
}
