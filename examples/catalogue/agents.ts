import type { CatalogueGroup } from './catalogue-agent';
import { DEVICES } from './groups/devices';
import { LOGGING } from './groups/logging';
import { MONITORING } from './groups/monitoring';
import { NETWORK } from './groups/network';
import { NODE_CARE } from './groups/node-care';
import { RUNTIMES } from './groups/runtimes';
import { SECURITY } from './groups/security';
import { STORAGE } from './groups/storage';

/** Every role of the library with each of its products. */
export const CATALOGUE: CatalogueGroup[] = [
  LOGGING,
  MONITORING,
  NETWORK,
  SECURITY,
  STORAGE,
  DEVICES,
  RUNTIMES,
  NODE_CARE,
];
