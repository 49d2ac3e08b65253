import { InvalidArgumentError, Option } from 'commander';
import { PLATFORM_NAMES, platformsNamed } from '../privileges/platforms/platforms';

/** The option `--platform`, which may be repeated. */
export function platformOption(): Option {
  return new Option('--platform <name>', 'a platform whose rules hold too; may be repeated')
    .choices(PLATFORM_NAMES)
    .argParser((name: string, names: string[] = []) => [...names, known(name)]);
}

/** The name, when it is one. */
function known(name: string): string {
  try {
    platformsNamed([name]);
    return name;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
