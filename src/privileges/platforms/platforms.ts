import { bottlerocket } from './bottlerocket';
import { gkeAutopilot } from './gke-autopilot';
import { openshift } from './openshift';
import { Platform } from './platform-rule';
import { talos } from './talos';
import { nearestWord } from '../../kubernetes/manifest/nearest-word';

/** Every platform whose rules are known, by name. */
export const PLATFORMS: readonly Platform[] = [bottlerocket, gkeAutopilot, openshift, talos];

/** Names of the platforms whose rules are known. */
export const PLATFORM_NAMES: readonly string[] = PLATFORMS.map(({ name }) => name);

/**
 * The platforms of these names, each once, in the order of their names.
 *
 * @throws Error when a name is that of no platform
 */
export function platformsNamed(names: readonly string[]): Platform[] {
  const unknown = names.find((name) => !PLATFORM_NAMES.includes(name));
  if (unknown !== undefined) {
    const meant = nearestWord(unknown, PLATFORM_NAMES);
    throw new Error(
      `Platform "${unknown}" is not known: expected ${PLATFORM_NAMES.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`,
    );
  }
  return PLATFORMS.filter(({ name }) => names.includes(name));
}
