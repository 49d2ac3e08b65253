import { DEFAULT } from './shorthand';
import type { Upstreams } from '../upstream-facts';

export const SECURITY: Upstreams = {
  Falco: {
    source: 'falcosecurity/charts charts/falco 9.1.0 @548458c, driver auto',
    privileged: 'main',
    capabilities: DEFAULT,
    writes: ['/lib/modules'],
    permissions: { configmaps: 'get list update' },
  },
};
